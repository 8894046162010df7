import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Card, PageHead } from "~/ui/surface";
import { Invalid } from "~server/kernel/errors";
import { isId, newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { incidentForm, MAX_EVIDENCE, reportIncident, useSettingsOf } from "~server/use";
import { IncidentForm } from "./incident-form";
import { problemWords } from "./problem-words";
import { filesOf } from "./state-answer";

/** The form that reports, for the resource of the address; without one, choosing begins in the catalogue. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { searchParams } = new URL(args.request.url);
  const wanted = searchParams.get("ressource");
  if (!wanted) throw redirect(paths.catalogue(actor.poleSlug));
  const { resourceId, resourceName: name } = await useSettingsOf(actor, wanted);
  const t = await translator(actor.locale, "incidents");
  const booking = searchParams.get("reservation");
  return {
    title: await pageTitle(actor.locale, t("form.titleOf", { name })),
    heading: t("form.titleOf", { name }),
    pole: actor.poleSlug,
    // Made here, sent with the form: sent twice, it reports once.
    id: newId(),
    resourceId,
    name,
    booking: isId(booking) ? booking : null,
    photosHint: t("form.photosHint", { most: MAX_EVIDENCE }),
  };
});

/** Reports it; or says what is missing, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "incidents.report");
  const form = await fieldsOf(args.request);
  const t = await translator(actor.locale, "incidents");
  const typed = { description: formText(form, "description"), utilisable: formText(form, "utilisable") };
  const submission = parseWithZod(form, { schema: incidentForm });
  if (submission.status !== "success") {
    const { description, utilisable } = submission.error ?? {};
    if (!description && !utilisable) throw new Invalid("invalid");
    const errors = {
      description: description ? t(description[0] === "too_long" ? "form.too_long" : "form.required") : undefined,
      utilisable: utilisable ? t("form.choose") : undefined,
    };
    return data({ typed, errors: { ...errors, photos: undefined } }, { status: 422 });
  }
  const { id, ressource, reservation, description, utilisable } = submission.value;
  const outcome = await reportIncident(actor, {
    id,
    resourceId: ressource,
    bookingId: reservation,
    description,
    stopsUse: utilisable === "non",
    photos: await filesOf(form, "photos"),
  });
  if (outcome.ok) {
    const said = outcome.value.stopped ? "immobilise" : "oui";
    return redirect(`${paths.incident(actor.poleSlug, id)}?signale=${said}`);
  }
  const { message } = await problemWords(outcome.problem, actor, await translator(actor.locale, "use"));
  return data({ typed, errors: { photos: message, description: undefined, utilisable: undefined } }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function ReportIncident() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("incidents");
  return (
    <div className="wrap">
      <PageHead
        title={page.heading}
        lead={t("form.lead")}
        crumbs={[
          { label: t("title"), to: paths.incidents(page.pole) },
          { label: page.name, to: paths.resource(page.pole, page.resourceId) },
        ]}
        here={t("form.title")}
      />
      <Card className="narrow">
        <IncidentForm page={page} answer={answer} />
      </Card>
    </div>
  );
}

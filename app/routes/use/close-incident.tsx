import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, TextArea } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { allow } from "~server/kernel/permissions";
import { closeIncident, closingForm, incidentOf } from "~server/use";

/** Asks what was done. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const incident = await incidentOf(actor, args.params.incident ?? "");
  allow(actor, "incidents.manage", incident.ownerId);
  const to = paths.incident(actor.poleSlug, incident.id);
  if (incident.closedAt) throw redirect(to);
  const t = await translator(actor.locale, "incidents");
  return {
    title: await pageTitle(actor.locale, t("closing.title")),
    pole: actor.poleSlug,
    name: incident.resourceName,
    to,
  };
});

/** Closes it. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const incidentId = args.params.incident ?? "";
  const t = await translator(actor.locale, "incidents");
  const form = await fieldsOf(args.request);
  const submission = parseWithZod(form, { schema: closingForm });
  if (submission.status !== "success") {
    const incident = await incidentOf(actor, incidentId);
    allow(actor, "incidents.manage", incident.ownerId);
    const key = submission.error?.resolution?.[0] === "too_long" ? "form.too_long" : "form.required";
    return data({ typed: formText(form, "resolution"), error: t(key) }, { status: 422 });
  }
  await closeIncident(actor, { incidentId, ...submission.value });
  return redirectWithFlash(paths.incident(actor.poleSlug, incidentId), { key: "incident_closed" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function CloseIncident() {
  const { pole, name, to } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("incidents");
  return (
    <div className="wrap">
      <PageHead
        title={t("closing.title")}
        lead={t("closing.lead")}
        crumbs={[
          { label: t("title"), to: paths.incidents(pole) },
          { label: name, to },
        ]}
      />
      <Card className="narrow">
        <Form method="post" className="stack">
          <ErrorSummary errors={answer ? [{ id: "c-resolution", message: answer.error }] : []} />
          <Field id="c-resolution" label={t("closing.resolution")} error={answer?.error}>
            <TextArea name="resolution" rows={4} maxLength={2000} required defaultValue={answer?.typed} />
          </Field>
          <SubmitButton icon="check-check" pendingLabel={t("closing.pending")}>
            {t("closing.submit")}
          </SubmitButton>
        </Form>
      </Card>
    </div>
  );
}

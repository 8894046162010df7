import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
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
import { Field, Input } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { allow } from "~server/kernel/permissions";
import { addDays, localDateOf, timeText, wallClock } from "~server/kernel/time";
import { incidentOf, planMaintenance } from "~server/use";
import { readMaintenance, type TypedMaintenance } from "./maintenance-fields";

/** From when until when, beginning with what is planned already, else now and a week. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const incident = await incidentOf(actor, args.params.incident ?? "");
  allow(actor, "incidents.manage", incident.ownerId);
  const t = await translator(actor.locale, "incidents");
  const now = new Date();
  const from = wallClock(incident.blockedFrom ?? now, actor.timeZone);
  const planned = incident.blockedUntil && wallClock(incident.blockedUntil, actor.timeZone);
  const typed: TypedMaintenance = {
    du: from.date,
    duHeure: timeText(from.minutes),
    au: planned?.date ?? addDays(localDateOf(now, actor.timeZone), 7),
    auHeure: timeText(planned?.minutes ?? 18 * 60),
    raison: incident.blockingReason,
  };
  return {
    title: await pageTitle(actor.locale, t("maintenance.title")),
    pole: actor.poleSlug,
    name: incident.resourceName,
    to: paths.incident(actor.poleSlug, incident.id),
    typed,
  };
});

/** Plans it; what is wrong comes back beside its field. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const incidentId = args.params.incident ?? "";
  const t = await translator(actor.locale, "incidents");
  const form = await fieldsOf(args.request);
  const read = readMaintenance((name) => formText(form, name), actor.timeZone);
  if (!read.period) {
    // Whose it is not, is told first.
    const incident = await incidentOf(actor, incidentId);
    allow(actor, "incidents.manage", incident.ownerId);
    const errors = read.wrong.map(({ field, code }) => ({ field, message: t(`maintenance.problems.${code}`) }));
    return data({ typed: read.typed, errors }, { status: 422 });
  }
  const outcome = await planMaintenance(actor, { incidentId, ...read.period, reason: read.typed.raison });
  if (!outcome.ok) {
    const { code } = outcome.problem;
    const errors = [{ field: "au" as const, message: t(`maintenance.problems.${code}`) }];
    return data({ typed: read.typed, errors }, { status: code === "incident_closed" ? 409 : 422 });
  }
  return redirectWithFlash(paths.incident(actor.poleSlug, incidentId), { key: "maintenance_planned" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Maintenance() {
  const { pole, name, to, typed: begun } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("incidents");
  const typed = answer?.typed ?? begun;
  const errorOf = (field: string) => answer?.errors.find((each) => each.field === field)?.message;
  return (
    <div className="wrap">
      <PageHead
        title={t("maintenance.title")}
        lead={t("maintenance.lead")}
        crumbs={[
          { label: t("title"), to: paths.incidents(pole) },
          { label: name, to },
        ]}
      />
      <Card className="narrow">
        <Form method="post" className="stack">
          <ErrorSummary errors={(answer?.errors ?? []).map(({ field, message }) => ({ id: `m-${field}`, message }))} />
          <div className="two">
            <Field id="m-du" label={t("maintenance.from")} error={errorOf("du")}>
              <Input type="date" name="du" required defaultValue={typed.du} />
            </Field>
            <Field id="m-duHeure" label={t("maintenance.fromTime")} error={errorOf("duHeure")}>
              <Input type="time" name="duHeure" required defaultValue={typed.duHeure} />
            </Field>
            <Field id="m-au" label={t("maintenance.to")} error={errorOf("au")}>
              <Input type="date" name="au" required defaultValue={typed.au} />
            </Field>
            <Field id="m-auHeure" label={t("maintenance.toTime")} error={errorOf("auHeure")}>
              <Input type="time" name="auHeure" required defaultValue={typed.auHeure} />
            </Field>
          </div>
          <Field id="m-raison" label={t("maintenance.reason")} optional hint={t("maintenance.reasonHint")}>
            <Input name="raison" maxLength={300} defaultValue={typed.raison} />
          </Field>
          <SubmitButton icon="wrench" pendingLabel={t("maintenance.pending")}>
            {t("maintenance.submit")}
          </SubmitButton>
        </Form>
      </Card>
    </div>
  );
}

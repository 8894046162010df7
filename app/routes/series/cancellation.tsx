import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, TextArea } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { cancelSeries, seriesOf } from "~server/bookings";
import { refusalSentence } from "../bookings/refusal";
import { datesToCome } from "./dates-to-come";
import { seriesView } from "./series-view";

/** What would be cancelled of a series: from one of its dates on, or all that is to come. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "series");
  const now = new Date();
  const series = await seriesOf(actor, args.params.series ?? "");
  const from = new URL(args.request.url).searchParams.get("date");
  return {
    title: await pageTitle(actor.locale, t("cancel.title")),
    pole: actor.poleSlug,
    series: await seriesView(actor, series, now),
    dates: datesToCome(actor, series, now, from),
  };
});

/** Cancels them, all at once. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "series");
  const id = args.params.series ?? "";
  const form = await fieldsOf(args.request);
  const [from, reason] = [formText(form, "date"), formText(form, "motif").trim()];
  if (reason.length > 400) return data({ reason, tooLong: true, refusal: null }, { status: 422 });
  const outcome = await cancelSeries(actor, { id, from: from || undefined, reason });
  if (outcome.ok) {
    const { cancelled, kept } = outcome.value;
    return redirect(paths.series(actor.poleSlug, id, { annulees: cancelled, gardees: kept || undefined }));
  }
  const refusal =
    outcome.problem.code === "nothing_to_come"
      ? t("problems.nothing_to_come")
      : refusalSentence(await translator(actor.locale, "bookings"), outcome.problem, {
          locale: actor.locale,
          zone: actor.timeZone,
        });
  return data({ reason, tooLong: false, refusal }, { status: 409 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function SeriesCancellation() {
  const { pole, series, dates } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("series.cancel");
  const tp = useTranslations("series.problems");
  const tb = useTranslations("bookings.booking");
  const wrong = answer?.tooLong ? t("reasonTooLong") : undefined;
  const refusal = answer?.refusal ?? (series.cancel ? null : tp("nothing_to_come"));
  const { asked, all } = dates;
  return (
    <div className="wrap">
      <PageHead
        title={refusal ? t("impossible") : t("title")}
        lead={series.rule}
        crumbs={[
          { label: tb("yours"), to: paths.bookings(pole) },
          { label: series.resource.name, to: series.to },
        ]}
      />
      {refusal ? (
        <div className="narrow stack">
          <Alert tone="wait" live={Boolean(answer)}>
            {refusal}
          </Alert>
          <ButtonLink to={series.to} variant="line">
            {t("keep")}
          </ButtonLink>
        </div>
      ) : (
        <Card className="narrow">
          <Form method="post" className="stack">
            <ErrorSummary errors={wrong ? [{ id: "annuler-motif", message: wrong }] : []} />
            {asked ? (
              <FieldSet label={t("from")}>
                <Check type="radio" name="date" value={asked.recurrence} label={t("what", asked)} defaultChecked />
                <Check type="radio" name="date" value="" label={`${t("all")} (${all.count})`} />
              </FieldSet>
            ) : (
              <p>{t("what", all)}</p>
            )}
            <p className="soft">{t("past")}</p>
            <Field id="annuler-motif" label={t("reason")} optional error={wrong}>
              <TextArea name="motif" rows={3} maxLength={400} defaultValue={answer?.reason} />
            </Field>
            <div className="actions">
              <SubmitButton variant="danger" pendingLabel={t("confirming")}>
                {t("confirm")}
              </SubmitButton>
              <ButtonLink to={series.to} variant="line">
                {t("keep")}
              </ButtonLink>
            </div>
          </Form>
        </Card>
      )}
    </div>
  );
}

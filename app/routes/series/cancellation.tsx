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
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { cancelSeries, seriesOf } from "~server/bookings";
import { refusalSentence } from "../bookings/refusal";
import { CancellationForm } from "./cancellation-form";
import { cancellationView } from "./cancellation-view";
import { seriesView } from "./series-view";

/** What would be cancelled of a series: from one of its dates on, or all that is to come. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const t = await translator(actor.locale, "series");
  const now = new Date();
  const series = await seriesOf(actor, args.params.series ?? "");
  const from = new URL(args.request.url).searchParams.get("date");
  return {
    title: await pageTitle(actor.locale, t("cancel.title")),
    pole: actor.poleSlug,
    series: await seriesView(actor, series, now),
    view: await cancellationView(actor, series, now, from),
  };
});

/** Cancels them, all at once. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const t = await translator(actor.locale, "series");
  const id = args.params.series ?? "";
  const form = await fieldsOf(args.request);
  const [from, reason] = [formText(form, "date"), formText(form, "motif").trim()];
  const answer = { reason, tooLong: false, feeDue: false, refusal: null };
  if (reason.length > 400) return data({ ...answer, tooLong: true }, { status: 422 });
  const late = formText(form, "tardives");
  const outcome = await cancelSeries(actor, {
    id,
    from: from || undefined,
    reason,
    keepLate: late === "garder",
    agreedFeeCents: late === "annuler" ? Number(formText(form, from ? "frais" : "frais-tout")) || 0 : 0,
  });
  if (outcome.ok) {
    const { cancelled, kept } = outcome.value;
    return redirect(paths.series(actor.poleSlug, id, { annulees: cancelled, gardees: kept || undefined }));
  }
  // Not chosen, or a notice passed while the page was open: the form comes back with what would stay due.
  if (outcome.problem.code === "fee_due") return data({ ...answer, feeDue: true }, { status: 409 });
  const refusal =
    outcome.problem.code === "nothing_to_come"
      ? t("problems.nothing_to_come")
      : refusalSentence(await translator(actor.locale, "bookings"), outcome.problem, {
          locale: actor.locale,
          zone: actor.timeZone,
        });
  return data({ ...answer, refusal }, { status: 409 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function SeriesCancellation() {
  const { pole, series, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("series.cancel");
  const tp = useTranslations("series.problems");
  const tb = useTranslations("bookings.booking");
  const refusal = answer?.refusal ?? (series.cancel ? null : tp("nothing_to_come"));
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
        <CancellationForm view={view} to={series.to} answer={answer} />
      )}
    </div>
  );
}

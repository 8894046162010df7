import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { changeSeries, seriesOf } from "~server/bookings";
import { allow } from "~server/kernel/permissions";
import { changeProblemWords, readChange } from "./change-form-reader";
import { ChangeForm } from "./change-form";
import { changeView, type AnsweredChange } from "./change-view";
import { seriesView } from "./series-view";

/** What can be changed of a series, from the date that it is asked from. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "series");
  const now = new Date();
  const series = await seriesOf(actor, args.params.series ?? "");
  allow(actor, "bookings.change", series.structure.id);
  const from = new URL(args.request.url).searchParams.get("date");
  return {
    title: await pageTitle(actor.locale, t("change.title")),
    pole: actor.poleSlug,
    series: await seriesView(actor, series, now),
    view: await changeView(actor, series, from, now),
  };
});

/** Changes them all at once; or says which cannot be, and asks what to do about those. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const now = new Date();
  const series = await seriesOf(actor, args.params.series ?? "");
  allow(actor, "bookings.change", series.structure.id);
  const t = await translator(actor.locale, "series");
  const read = await readChange(await fieldsOf(args.request), series, actor);
  const again = async (status: 409 | 422, answered: AnsweredChange) =>
    data({ view: await changeView(actor, series, null, now, answered) }, { status });
  if (!read.change) return again(422, read);
  const outcome = await changeSeries(actor, { id: series.id, ...read.change });
  if (outcome.ok) {
    const { seriesId, cancelled, kept } = outcome.value;
    const told = { changee: "oui", annulees: cancelled || undefined, gardees: kept || undefined };
    return redirect(paths.series(actor.poleSlug, seriesId, told));
  }
  const { problem } = outcome;
  const { typed, choices } = read;
  if (problem.code !== "dates_refused") {
    return again(409, { typed, choices, problem: changeProblemWords(t, problem, actor) });
  }
  const count = problem.dates.size;
  return again(409, { typed, choices, refused: problem.dates, problem: t("problems.changes_refused", { count }) });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function SeriesChange() {
  const { pole, series, view: first } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("series.change");
  const tp = useTranslations("series.problems");
  const tb = useTranslations("bookings.booking");
  return (
    <div className="wrap">
      <PageHead
        title={t("title")}
        lead={series.rule}
        crumbs={[
          { label: tb("yours"), to: paths.bookings(pole) },
          { label: series.resource.name, to: series.to },
        ]}
      />
      {series.change ? (
        <ChangeForm view={answer?.view ?? first} />
      ) : (
        <div className="narrow stack">
          <Alert tone="wait">{tp("nothing_to_come")}</Alert>
          <ButtonLink to={series.to} variant="line">
            {t("keep")}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}

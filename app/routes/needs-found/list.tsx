import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { pageOf } from "~/routes/catalogue/filter-address";
import { ButtonLink } from "~/ui/button";
import { PageHead, Tabs } from "~/ui/surface";
import { can } from "~server/kernel/permissions";
import { answersOf, findNeeds } from "~server/tenders";
import { PostNeed } from "~/routes/needs/post-need";
import { needFiltersOf, needQuery } from "./address";
import { NeedFilterForm } from "./filter-form";
import { FoundNeeds } from "./found-needs";
import { needListView } from "./list-view";

/** The needs that somebody may answer: of the pôle, of its network, of anybody. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const search = new URL(args.request.url).searchParams;
  const filters = needFiltersOf(search);
  // A form sends its empty fields too: the address that people keep and share has none.
  if ([...search.values()].includes("")) throw redirect(paths.needs(actor.poleSlug, needQuery(filters)));
  const t = await translator(actor.locale, "needsFound");
  const found = await findNeeds(actor, filters, pageOf(search));
  const answers = can(actor, "answers.write");
  const begun = new Map(answers ? (await answersOf(actor)).lines.map(({ needId, state }) => [needId, state]) : []);
  return {
    tab: await pageTitle(actor.locale, t("title")),
    pole: actor.poleSlug,
    canPost: can(actor, "needs.write"),
    canCount: can(actor, "needs.count"),
    lead: t(actor.guest ? "leadGuest" : "lead", { pole: actor.poleName }),
    alerts: { add: paths.newNeedAlert(actor.poleSlug, needQuery(filters)), all: paths.needAlerts(actor.poleSlug) },
    view: await needListView(found, filters, actor.locale, actor, begun),
    answers: answers ? paths.answers(actor.poleSlug) : null,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

export default function NeedList() {
  const { pole, lead, canPost, canCount, alerts, answers, view } = useLoaderData<typeof loader>();
  const t = useTranslations("needsFound");
  const a = useTranslations("needAlerts");
  const words = useTranslations("impact");
  return (
    <div className="wrap">
      <PageHead
        title={t("title")}
        lead={lead}
        actions={
          (canPost || canCount) && (
            <>
              {canCount && (
                <ButtonLink variant="text" icon="chart-column" to={paths.needsImpact(pole)}>
                  {words("link")}
                </ButtonLink>
              )}
              {canPost && <PostNeed pole={pole} />}
            </>
          )
        }
      />
      <Tabs label={t("list.label")} items={view.lists} />
      <NeedFilterForm view={view} action={paths.needs(pole)} />
      <p className="row need-follow">
        {view.filters.list === "open" && (
          <ButtonLink to={alerts.add} variant="line" size="sm" icon="bell">
            {a("follow")}
          </ButtonLink>
        )}
        <Link className="tap small" to={alerts.all}>
          {a("all")}
        </Link>
        {answers && (
          <Link className="tap small" to={answers}>
            {t("answers")}
          </Link>
        )}
      </p>
      <FoundNeeds view={view} to={(page) => paths.needs(pole, { ...view.query, page })} />
    </div>
  );
}

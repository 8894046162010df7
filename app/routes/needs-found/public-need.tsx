import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { guestContextOf, requestLocale, viewerOf } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import {
  NeedAddenda,
  NeedCriteria,
  NeedDocuments,
  NeedLots,
  NeedQuestions,
  NeedSteps,
  NeedTop,
} from "~/routes/needs/need-parts";
import { TakeAway } from "~/routes/impact/take-away";
import { needView } from "~/routes/needs/need-view";
import { ButtonLink } from "~/ui/button";
import { Card, Crumbs } from "~/ui/surface";
import { publicNeed } from "~server/tenders";

/** A need that anybody may answer, read without signing in; answering begins with saying who one is. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const id = args.params.need ?? "";
  const { need, now, passerBy } = await publicNeed(id, await requestLocale(args));
  const view = await needView(need, now, passerBy);
  const viewer = await viewerOf(args);
  const slug = passerBy.poleSlug;
  const inside =
    viewer !== null &&
    (viewer.contexts.some(({ poleSlug }) => poleSlug === slug) || (await guestContextOf(args, viewer, slug)) !== null);
  return {
    title: await pageTitle(passerBy.locale, view.title),
    poleName: passerBy.poleName,
    need: view,
    to: paths.need(slug, need.id),
    inside,
    open: view.stage === "published",
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "description", content: data?.need.summary },
];

export default function PublicNeed() {
  const { need, poleName } = useLoaderData<typeof loader>();
  const t = useTranslations("needsFound.public");
  return (
    <div className="wrap">
      <Crumbs items={[{ label: t("all"), to: paths.publicNeeds() }]} here={need.title} />
      <NeedTop need={need} />
      <NeedSteps steps={need.steps} />
      <div className="cols need">
        <div>
          <NeedAddenda addenda={need.addenda} />
          <NeedLots lots={need.lots} howMany={need.howMany} description={need.description} />
          <NeedCriteria criteria={need.criteria} />
          <NeedQuestions need={need} />
          <NeedDocuments documents={need.documents} />
          <TakeAway print={paths.printPublicNeed(need.id)} ocds={paths.publicNeedOcds(need.id)} />
        </div>
        <div className="side need-side">
          <AnswerCard />
          <p className="small soft mt-4">{t("by", { buyer: need.buyer.name, pole: poleName })}</p>
        </div>
      </div>
    </div>
  );
}

/** How to answer: from inside for who is known, by registering for who is not, no longer once it is closed. */
function AnswerCard() {
  const { to, inside, open, poleName } = useLoaderData<typeof loader>();
  const t = useTranslations("needsFound.public");
  if (!open) {
    return (
      <Card as="section" className="stack" aria-labelledby="repondre">
        <h2 id="repondre">{t("over")}</h2>
        <p>{t("overText")}</p>
        <ButtonLink to={paths.publicNeeds()} variant="line" block>
          {t("all")}
        </ButtonLink>
      </Card>
    );
  }
  return (
    <Card as="section" className="stack" aria-labelledby="repondre">
      <h2 id="repondre">{t("answer")}</h2>
      <p>{t(inside ? "insideText" : "answerText")}</p>
      {inside ? (
        <ButtonLink to={to} size="lg" block icon="arrow-right">
          {t("inside", { pole: poleName })}
        </ButtonLink>
      ) : (
        <>
          <ButtonLink to={paths.register(to)} size="lg" block icon="user-plus">
            {t("register")}
          </ButtonLink>
          <p className="small">
            {t("known")} <Link to={paths.signIn(to)}>{t("signIn")}</Link>
          </p>
        </>
      )}
    </Card>
  );
}

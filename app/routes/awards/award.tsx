import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { awardingOf } from "~server/tenders";
import { actOnAward } from "./award-action";
import { Decision, Ending, LotAward, WhetherMet } from "./award-parts";
import { awardView, type AwardView } from "./award-view";
import { Refused } from "./refused";
import { sayAwards } from "./words";

/** Choosing who is retained for each lot, deciding, and seeing what follows: for the people of the buyer. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const awarding = await awardingOf(actor, args.params.need ?? "");
  const t = await sayAwards(actor.locale);
  return {
    title: await pageTitle(actor.locale, t("title")),
    page: await awardView(actor, awarding),
  };
});

/** Proposes, takes back, leaves a lot, decides, ends, says whether the need was met. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  return actOnAward(actor, args.params.need ?? "", await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AwardPage() {
  const { page } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("awards");
  const head = page.letters ?? page.read;
  return (
    <div className="wrap awarding">
      <PageHead
        title={t("title")}
        lead={page.lead}
        crumbs={[{ label: page.needTitle, to: paths.need(page.pole, page.needId) }]}
        actions={
          head && (
            <ButtonLink variant="line" icon={page.letters ? "mail" : "file-text"} to={head.to}>
              {head.label}
            </ButtonLink>
          )
        }
      />
      {again && !hasForm(page, again.at) && <Refused errors={{ "": Object.values(again.errors).join(" ") }} />}
      {page.lots.map((lot) => (
        <LotAward key={lot.id} lot={lot} kind={page.kind} again={again?.at === lot.id ? again : undefined} />
      ))}
      <Decision page={page} again={again?.at === "decide" ? again : undefined} />
      <WhetherMet page={page} again={again?.at === "met" ? again : undefined} />
      <Ending page={page} again={again?.at === "end" ? again : undefined} />
    </div>
  );
}

/** Whether the form that was sent is still there: decided by somebody meanwhile, what is refused is said at the head. */
function hasForm(page: AwardView, at: string): boolean {
  if (at === "decide") return page.decision !== null;
  if (at === "end") return page.mayEnd || page.mayEndInterest;
  if (at === "met") return page.met !== null;
  const lot = page.lots.find(({ id }) => id === at);
  return lot !== undefined && (lot.form !== null || lot.mayTakeUp || (lot.award !== null && lot.award.market === null));
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { marketOf } from "~server/tenders";
import { actOnMarket } from "./market-action";
import { Contract } from "./market-contract";
import { Deliveries, EndOfContract } from "./market-deliveries";
import { Ratings } from "./market-ratings";
import { marketView, type MarketView } from "./market-view";
import { Refused } from "./refused";

/** What was awarded for a lot: contract, deliveries, end, ratings; for both sides and the pôle's manager. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const market = await marketOf(actor, { needId: args.params.need ?? "", awardId: args.params.award ?? "" });
  const page = await marketView(actor, market);
  return { title: await pageTitle(actor.locale, page.title), page };
});

/** Records the contract, declares and decides on deliveries, ends it, rates. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const key = { needId: args.params.need ?? "", awardId: args.params.award ?? "" };
  return actOnMarket(actor, key, await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function MarketPage() {
  const { page } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  return (
    <div className="wrap receipt">
      <PageHead
        title={page.title}
        lead={page.lead}
        crumbs={[{ label: page.need.title, to: paths.need(page.pole, page.need.id) }, page.back]}
        actions={<PrintButton />}
      >
        <p className="small soft">{page.decided}</p>
      </PageHead>
      {again && !hasForm(page, again.at) && <Refused errors={{ "": Object.values(again.errors).join(" ") }} />}
      <Contract page={page} again={again?.at === "contract" ? again : undefined} />
      {page.contract && (
        <>
          <Deliveries page={page} again={again} />
          <EndOfContract page={page} again={again?.at === "end" ? again : undefined} />
        </>
      )}
      <Ratings page={page} again={again?.at === "rate" ? again : undefined} />
    </div>
  );
}

/** Whether the form that was sent is still there: done by somebody meanwhile, what is refused is said at the head. */
function hasForm({ contractForm, contract, declare, end, rating, ...page }: MarketView, at: string): boolean {
  if (at === "contract") return contractForm !== null;
  if (at === "declare") return contract !== null && declare !== null;
  if (at === "end") return contract !== null && end !== null;
  if (at === "rate") return rating?.may === true;
  return page.mayDecideDeliveries && page.deliveries.some(({ id, state }) => id === at && state === "waiting");
}

import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, limit, listCursor, listOf, Money, money, pageOf } from "~/http/api-shapes";
import { addFunding, fundingOf, fundingsOf, type PoolPlan } from "~server/costs";
import { CostFunding, fundingAsked, shownFunding } from "./costs-funding-shape";
import { Named } from "./costs-shape";
import { YearAsked, yearOf } from "./costs-year";

const FundingPlan = z
  .object({
    pool: Named,
    cost: Money,
    by: z.enum(["budget", "spent"]),
    lines: z.array(z.object({ fundingId: Id, funder: z.string(), state: z.string(), amount: Money })),
    left: Money.meta({ description: "What members bear, if all that is asked for is granted." }),
    leftIfRefused: Money.meta({ description: "And if nothing more is." }),
  })
  .meta({ id: "FundingPlan" });

const list = endpoint("GET", "/costs/fundings", {
  summary: {
    fr: "Les financements, et le plan de financement de chaque poste pour une année",
    en: "The fundings, and who pays for each pool in a year",
  },
  scope: "costs",
  query: z.strictObject({ year: YearAsked, cursor: listCursor, limit }),
  response: listOf(CostFunding).extend({ plans: z.array(FundingPlan) }),
  handle: async ({ actor, query: { year, ...page } }) => {
    const { fundings, plans } = await fundingsOf(actor, yearOf(year, actor));
    return { ...pageOf(fundings.map(shownFunding), page), plans: plans.map(shownPlan) };
  },
});

const add = endpoint("POST", "/costs/fundings", {
  summary: {
    fr: "Noter un financement demandé : rien n'est déduit avant sa notification",
    en: "Note a funding that is asked for: nothing is deducted before it is notified",
  },
  scope: "costs",
  body: z
    .strictObject({
      ...fundingAsked,
      publicMoney: z.boolean().default(true),
      eligibleAccounts: fundingAsked.eligibleAccounts.default([]),
    })
    .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ["endsOn"] }),
  response: CostFunding,
  success: 201,
  location: ({ id }) => `/api/v1/costs/fundings/${id}`,
  problems: { not_found: 404, already_exists: 409 },
  handle: async ({ actor, body, idempotentId }) => {
    const { id } = await addFunding(actor, idempotentId, body);
    const made = await fundingOf(actor, id);
    return made.poolId === body.poolId ? shownFunding(made) : problem(409, "already_exists");
  },
});

function shownPlan({ poolId: id, name, by, lines, ...sums }: PoolPlan): z.input<typeof FundingPlan> {
  return {
    ...{ pool: { id, name }, by, cost: money(sums.costCents), left: money(sums.leftCents) },
    leftIfRefused: money(sums.leftIfRefusedCents),
    lines: lines.map(({ fundingId, funder, state, cents }) => ({ fundingId, funder, state, amount: money(cents) })),
  };
}

export const loader = apiRoute(list, add);
export const action = loader;

import { z } from "zod";
import { problem } from "~/http/api";
import { Id, Money, money } from "~/http/api-shapes";
import { fundingOf, type DecideFundingProblem, type FundingSeen } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { Named } from "./costs-shape";

/** What somebody outside pays of a pool. */
export const CostFunding = z
  .object({
    id: Id,
    pool: Named,
    funder: z.string(),
    label: z.string(),
    publicMoney: z.boolean(),
    ratePoints: z.int().meta({ description: "Of the eligible cost, in hundredths of a per cent." }),
    ceiling: Money,
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    eligibleAccounts: z.array(z.string()).meta({ description: "Their beginnings; none: all." }),
    state: z.enum(["requested", "notified", "paid", "refused"]),
    notifiedOn: z.iso.date().nullable(),
    notifiedReference: z.string(),
    paid: Money.nullable(),
    paidOn: z.iso.date().nullable(),
    used: Money.meta({ description: "Deducted of the months closed." }),
    left: Money,
    shortfall: Money.meta({ description: "Deducted and not paid: the next closing shares it." }),
    version: z.int(),
  })
  .meta({ id: "CostFunding" });

/** A funding as the API shows it. */
export function shownFunding(funding: FundingSeen): z.input<typeof CostFunding> {
  const { id, funder, label, publicMoney, ratePoints, startsOn, endsOn, state, notifiedOn, notifiedReference } =
    funding;
  const { poolId, poolName, ceilingCents, paidCents, paidOn, usedCents, leftCents, shortfallCents, version } = funding;
  return {
    ...{ id, pool: { id: poolId, name: poolName }, funder, label, publicMoney, ratePoints, startsOn, endsOn, state },
    ...{ notifiedOn, notifiedReference, paidOn, version, eligibleAccounts: [...funding.eligibleAccounts] },
    ...{ ceiling: money(ceilingCents), paid: paidCents === null ? null : money(paidCents), used: money(usedCents) },
    ...{ left: money(leftCents), shortfall: money(shortfallCents) },
  };
}

/** What is asked of a funder. */
export const fundingAsked = {
  poolId: Id,
  funder: z.string().trim().min(1).max(120),
  label: z.string().trim().min(1).max(160),
  publicMoney: z.boolean(),
  ratePoints: z.int().min(1).max(10_000),
  ceilingCents: z.int().min(1).max(100_000_000_000),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  eligibleAccounts: z.array(z.string().regex(/^6\d{0,7}$/)).max(30),
};

/** Refusals of a decision. */
export const FUNDING_PROBLEMS = {
  decided_meanwhile: 409,
  notified_already: 409,
  day_to_come: 422,
  paid_before_notified: 422,
  paid_above_ceiling: 422,
  nothing_paid: 422,
} as const;

/** The funding, once something was decided of it; or why not. */
export async function decidedFunding(
  actor: Actor,
  id: string,
  outcome: { ok: true } | { ok: false; problem: DecideFundingProblem },
) {
  if (outcome.ok) return shownFunding(await fundingOf(actor, id));
  const code = outcome.problem.code as keyof typeof FUNDING_PROBLEMS;
  return problem(FUNDING_PROBLEMS[code], code);
}

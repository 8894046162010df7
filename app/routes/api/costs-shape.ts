import { z } from "zod";
import { problem } from "~/http/api";
import { Id, Instant, isoWithOffset, Money, money } from "~/http/api-shapes";
import { fractionText, type LineAllocation, type Statement } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { can } from "~server/kernel/permissions";

/** A month of the books, as it is named: "2026-10". */
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: "A month: 2026-10." });

export const Named = z.object({ id: Id, name: z.string() });

/** What a month costs a structure, and why, to the cent. */
export const CostStatement = z
  .object({
    month: Month,
    state: z.enum(["open", "review", "locked", "closed"]),
    reviewUntil: Instant.nullable(),
    structure: Named,
    number: z.string().nullable(),
    agreedAt: Instant.nullable(),
    net: Money.meta({ description: "To pay; to receive when negative." }),
    shares: Money,
    contested: Money,
    released: Money.meta({ description: "Contested in an earlier month, decided since." }),
    calls: Money.meta({ description: "Called before, given back." }),
    advances: Money,
    fees: Money,
    lines: z.array(
      z.object({
        pool: Named,
        share: Money,
        allocations: z.array(
          z.object({
            id: z.string(),
            kind: z.enum(["charges", "correction", "shortfall"]),
            servedFrom: z.iso.date(),
            servedUntil: z.iso.date(),
            charges: z.array(z.object({ id: Id, label: z.string(), supplier: z.string(), amount: Money })),
            fundings: z.array(z.object({ id: Id, label: z.string(), funder: z.string(), amount: Money })),
            shared: Money,
            borneByPole: Money,
            explanation: z.looseObject({}).meta({
              description: "The version of the key as it was, what was measured, the steps, who was owed a cent first.",
            }),
            shares: z.array(
              z.object({
                structure: Named,
                weight: z.string().nullable(),
                exact: z.string().meta({ description: "The exact quota in cents: p/q." }),
                extraCent: z.int(),
                share: Money,
                carryBefore: z.string(),
                carryAfter: z.string(),
              }),
            ),
          }),
        ),
        disputes: z.array(
          z.object({
            id: Id,
            amount: Money,
            reason: z.string(),
            state: z.enum(["filed", "upheld", "adjusted", "rejected", "withdrawn"]),
            granted: Money.nullable(),
            decision: z.string(),
            filedAt: Instant,
          }),
        ),
      }),
    ),
  })
  .meta({ id: "CostStatement" });

/** A statement as the API shows it. */
export function shownStatement(statement: Statement, actor: Actor): z.input<typeof CostStatement> {
  const { month, structure, number, agreedAt, sums, lines, names } = statement;
  const { timeZone } = actor;
  const at = (instant: Date | null) => instant && isoWithOffset(instant, timeZone);
  const whose = can(actor, "costs.manage") ? null : structure.id;
  return {
    ...{ month: month.startsOn.slice(0, 7), state: month.state, reviewUntil: at(month.reviewUntil), structure, number },
    ...{ agreedAt: at(agreedAt), net: money(sums.netCents), shares: money(sums.sharesCents) },
    ...{ contested: money(sums.contestedCents), released: money(sums.releasedCents), calls: money(sums.callsCents) },
    ...{ advances: money(sums.advancesCents), fees: money(sums.feesCents) },
    lines: lines.map(({ pool, cents, allocations, disputes }) => ({
      pool: { id: pool.id, name: pool.name },
      share: money(cents),
      allocations: allocations.map((allocation) => shownAllocation(allocation, names, whose)),
      disputes: disputes.map(({ id, reason, state, decision, filedAt, ...dispute }) => ({
        ...{ id, reason, state, decision, amount: money(dispute.cents), filedAt: isoWithOffset(filedAt, timeZone) },
        granted: dispute.grantedCents === null ? null : money(dispute.grantedCents),
      })),
    })),
  };
}

/** `whose`: of a dispute, only what its structure may know, as on its page: nobody is named but to the manager. */
function shownAllocation(allocation: LineAllocation, names: ReadonlyMap<string, string>, whose: string | null) {
  const { id, kind, servedFrom, servedUntil, charges, fundings, totalCents, poleCents } = allocation;
  const apart = whose !== null && kind === "correction";
  const { dispute } = allocation.explanation;
  const explanation = !apart ? allocation.explanation : dispute?.structureId === whose ? { dispute } : {};
  const shares = apart ? allocation.shares.filter(({ structureId }) => structureId === whose) : allocation.shares;
  return {
    ...{ id, kind, servedFrom, servedUntil, shared: money(totalCents), borneByPole: money(poleCents) },
    explanation: { ...explanation },
    charges: charges.map((charge) => ({
      ...{ id: charge.id, label: charge.label, supplier: charge.supplier, amount: money(charge.cents) },
    })),
    fundings: fundings.map((funding) => ({
      ...{ id: funding.id, label: funding.label, funder: funding.funder, amount: money(funding.cents) },
    })),
    shares: shares.map(({ structureId, weight, exact, extraCent, cents, carryBefore, carryAfter }) => ({
      structure: { id: structureId, name: names.get(structureId) ?? "" },
      ...{
        weight: weight === null ? null : String(weight),
        exact: fractionText(exact),
        extraCent,
        share: money(cents),
      },
      ...{ carryBefore: fractionText(carryBefore), carryAfter: fractionText(carryAfter) },
    })),
  };
}

/** Whose statement of which month; one's own structure's when it is not said. */
export const statementAsked = { month: Month, structureId: Id.optional() };

export const statementKey = (
  actor: Actor,
  { month, structureId }: { month: string; structureId?: string | undefined },
) => ({
  month,
  structureId: structureId ?? actor.structureId ?? "",
});

/** Why an answer to a statement is not taken. */
export const STATEMENT_PROBLEMS = {
  not_found: 404,
  not_in_review: 422,
  review_is_over: 422,
  amount_above_share: 422,
  nothing_to_dispute: 422,
  already_disputed: 409,
  is_disputed: 422,
  amount_moved: 409,
  already_decided: 409,
} as const;

export function statementProblem({ code: given }: { code: string }) {
  const code = given === "amount_changed" ? "amount_moved" : given;
  return problem(STATEMENT_PROBLEMS[code as keyof typeof STATEMENT_PROBLEMS], code);
}

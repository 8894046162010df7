import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoWithOffset, Money, money } from "~/http/api-shapes";
import { periodOverview } from "~server/costs";
import { Month, Named } from "./costs-shape";

const MonthOverview = z
  .object({
    month: Month,
    state: z.enum(["open", "review", "locked", "closed"]),
    reviewUntil: Instant.nullable(),
    spent: Money,
    funded: Money,
    shared: Money,
    borneByPole: Money,
    checks: z
      .array(
        z.object({
          code: z.string(),
          ok: z.boolean(),
          blocks: z.boolean().meta({ description: "The month waits for it." }),
          count: z.int(),
          items: z.array(z.object({ id: z.string(), name: z.string(), amount: Money.nullable() })),
        }),
      )
      .meta({ description: "What is missing and what is in order; none once it is closed." }),
    disputes: z.array(
      z.object({
        id: Id,
        structure: Named,
        pool: Named,
        amount: Money,
        reason: z.string(),
        state: z.string(),
        granted: Money.nullable(),
        decision: z.string(),
        filedAt: Instant,
      }),
    ),
    statements: z.object({ made: z.int(), read: z.int(), agreed: z.int() }),
    manifestSha256: z.string().nullable(),
  })
  .meta({ id: "MonthOverview" });

const read = endpoint("GET", "/costs/month", {
  summary: {
    fr: "Un mois, pour qui tient les comptes : ce qui manque pour le clore, ses contestations",
    en: "A month, for who keeps the books: what it lacks to be closed, its disputes",
  },
  scope: "costs",
  query: z.strictObject({ month: Month }),
  response: MonthOverview,
  problems: { not_found: 404 },
  handle: async ({ actor, query: { month: name } }) => {
    const seen = await periodOverview(actor, name);
    const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
    return {
      ...{ month: name, state: seen.month.state, reviewUntil: seen.month.reviewUntil && at(seen.month.reviewUntil) },
      ...{ spent: money(seen.spentCents), funded: money(seen.fundedCents), shared: money(seen.sharedCents) },
      ...{ borneByPole: money(seen.poleCents), statements: { ...seen.statements } },
      checks: seen.checks.map(({ code, ok, blocks, count, items }) => ({
        ...{ code, ok, blocks, count },
        items: items.map(({ id, name: of, cents }) => ({
          id,
          name: of,
          amount: cents === undefined ? null : money(cents),
        })),
      })),
      disputes: seen.disputes.map((dispute) => ({
        ...{ id: dispute.id, reason: dispute.reason, state: dispute.state, decision: dispute.decision },
        structure: { id: dispute.structureId, name: dispute.structureName },
        pool: { id: dispute.poolId, name: dispute.poolName },
        ...{ amount: money(dispute.cents), filedAt: at(dispute.filedAt) },
        granted: dispute.grantedCents === null ? null : money(dispute.grantedCents),
      })),
      manifestSha256: seen.manifest?.sha256 ?? null,
    };
  },
});

export const loader = apiRoute(read);
export const action = loader;

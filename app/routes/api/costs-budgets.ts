import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, Money, money } from "~/http/api-shapes";
import { budgetsOf, setBudgets, type Budgets } from "~server/costs";
import { Named } from "./costs-shape";
import { Year, YearAsked, yearOf } from "./costs-year";

const Calls = z.union([z.literal(0), z.literal(4), z.literal(12)]).meta({ description: "Calls of the year; 0: none." });

const PoolBudgets = z
  .object({
    year: z.int(),
    items: z.array(
      z.object({
        pool: Named,
        archived: z.boolean(),
        budget: Money.nullable().meta({ description: "Null: none was decided." }),
        calls: Calls,
        called: Money,
        callsMade: z.int(),
        spent: Money,
        spentBefore: Money.meta({ description: "In the year before." }),
        budgetBefore: Money.nullable(),
      }),
    ),
  })
  .meta({ id: "PoolBudgets" });

const read = endpoint("GET", "/costs/budgets", {
  summary: {
    fr: "Les budgets des postes pour une année : prévu, appelé, dépensé",
    en: "The budgets of the pools for a year: planned, called, spent",
  },
  scope: "costs",
  query: z.strictObject({ year: YearAsked }),
  response: PoolBudgets,
  handle: async ({ actor, query }) => shown(await budgetsOf(actor, yearOf(query.year, actor))),
});

const set = endpoint("PUT", "/costs/budgets", {
  summary: {
    fr: "Décider des budgets d'une année, tous ou aucun ; un poste qui n'est pas nommé reste comme il est",
    en: "Decide budgets of a year, all or none; a pool that is not named stays as it is",
  },
  scope: "costs",
  body: z.strictObject({
    year: Year,
    budgets: z
      .array(
        z
          .strictObject({
            poolId: Id,
            budgetCents: z.int().min(0).max(100_000_000_000).nullable().meta({ description: "Null takes it back." }),
            calls: Calls.default(0),
          })
          .refine(({ budgetCents, calls }) => budgetCents !== null || calls === 0, { path: ["budgetCents"] }),
      )
      .min(1)
      .max(500)
      .refine((some) => new Set(some.map(({ poolId }) => poolId)).size === some.length),
  }),
  response: PoolBudgets,
  problems: { not_found: 404, calls_made: 409 },
  handle: async ({ actor, body: { year, budgets } }) => {
    const sets = budgets.map(({ budgetCents: cents, ...budget }) => ({ ...budget, cents }));
    const outcome = await setBudgets(actor, year, sets);
    if (outcome.ok) return shown(await budgetsOf(actor, year));
    return problem(409, "calls_made", { poolIds: [...outcome.problem.poolIds] });
  },
});

function shown({ year, pools }: Budgets): z.input<typeof PoolBudgets> {
  const perhaps = (cents: number | null) => (cents === null ? null : money(cents));
  return {
    year,
    items: pools.map(({ poolId: id, name, archived, calls, callsMade, ...sums }) => ({
      ...{ pool: { id, name }, archived, calls, callsMade, budget: perhaps(sums.budgetCents) },
      ...{ called: money(sums.calledCents), spent: money(sums.spentCents) },
      ...{ spentBefore: money(sums.spentBeforeCents), budgetBefore: perhaps(sums.budgetBeforeCents) },
    })),
  };
}

export const loader = apiRoute(read, set);
export const action = loader;

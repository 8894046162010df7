import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Money, money } from "~/http/api-shapes";
import { declareBudget, ownBudgets } from "~server/costs";
import { NotFound } from "~server/kernel/errors";
import { Year } from "./costs-year";

const read = endpoint("GET", "/costs/declared-budgets", {
  summary: { fr: "Les budgets que sa structure a déclarés", en: "The budgets that one's structure declared" },
  scope: "costs",
  response: z.object({ items: z.array(z.object({ year: z.int(), budget: Money })) }),
  handle: async ({ actor }) => ({
    items: (await ownBudgets(actor)).map(({ year, cents }) => ({ year, budget: money(cents) })),
  }),
});

const declare = endpoint("PUT", "/costs/declared-budgets", {
  summary: {
    fr: "Déclarer le budget annuel d'une structure, pour sa cotisation",
    en: "Declare the yearly budget of a structure, for its fee",
  },
  scope: "costs",
  body: z.strictObject({
    structureId: Id.optional().meta({ description: "Left out: one's own." }),
    year: Year,
    budgetCents: z.int().min(0).max(100_000_000_000_00),
  }),
  response: z.object({ structureId: Id, year: z.int(), budget: Money }),
  problems: { not_found: 404 },
  handle: async ({ actor, body: { structureId = actor.structureId, year, budgetCents: cents } }) => {
    if (structureId === null) throw new NotFound("structure");
    await declareBudget(actor, { structureId, year, cents });
    return { structureId, year, budget: money(cents) };
  },
});

export const loader = apiRoute(read, declare);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { statementOf } from "~server/costs";
import { CostStatement, shownStatement, statementAsked, statementKey } from "./costs-shape";

const read = endpoint("GET", "/costs/statement", {
  summary: {
    fr: "Le décompte d'un mois : chaque part, avec les charges, la clé, les poids, l'arrondi",
    en: "The statement of a month: each share with its charges, key, weights and rounding",
  },
  scope: "costs",
  query: z.strictObject(statementAsked),
  response: CostStatement,
  problems: { not_found: 404 },
  handle: async ({ actor, query }) => shownStatement(await statementOf(actor, statementKey(actor, query)), actor),
});

export const loader = apiRoute(read);
export const action = loader;

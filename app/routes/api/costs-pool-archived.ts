import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { archivePool, poolOf, restorePool } from "~server/costs";
import { CostPoolWithKeys, shownPoolWithKeys } from "./costs-pool-shape";

const archive = endpoint("PUT", "/costs/pools/:pool/archived", {
  summary: {
    fr: "Sortir un poste des listes, ou l'y remettre : ce qui fut réparti reste",
    en: "Take a cost pool out of the lists, or put it back: what was shared stays",
  },
  scope: "costs",
  body: z.strictObject({ archived: z.boolean() }),
  response: CostPoolWithKeys,
  problems: { cost_pools_name: 409 },
  handle: async ({ actor, params: { pool: id }, body: { archived } }) => {
    const outcome = archived
      ? { ok: true as const, value: await archivePool(actor, id) }
      : await restorePool(actor, id);
    if (!outcome.ok) return problem(409, "cost_pools_name");
    return shownPoolWithKeys(await poolOf(actor, id));
  },
});

export const loader = apiRoute(archive);
export const action = loader;

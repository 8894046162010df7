import { apiRoute, endpoint } from "~/http/api";
import { poolOf } from "~server/costs";
import { CostPoolWithKeys, shownPool } from "./costs-pool-shape";

const read = endpoint("GET", "/costs/pools/:pool", {
  summary: { fr: "Un poste, avec les versions de sa clé", en: "A cost pool, with the versions of its key" },
  scope: "costs",
  response: CostPoolWithKeys,
  problems: { not_found: 404 },
  handle: async ({ actor, params }) => {
    const pool = await poolOf(actor, params.pool);
    const { description, agreement, agreedOn, expenseAccount, version, stays, resources, versions } = pool;
    return {
      ...shownPool(pool),
      ...{ description, agreement, agreedOn, expenseAccount, version, resources: [...resources] },
      participants: stays.map(({ structureId: id, name, ...days }) => ({ structure: { id, name }, ...days })),
      keys: versions.map(({ poolId: _, definition, ...key }) => ({ ...key, definition: { ...definition } })),
    };
  },
});

export const loader = apiRoute(read);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { editPool, poolOf, type PoolDetails } from "~server/costs";
import { keepPool, poolAsked, POOL_PROBLEMS } from "./costs-pool-input";
import { CostPoolWithKeys, shownPoolWithKeys } from "./costs-pool-shape";

const read = endpoint("GET", "/costs/pools/:pool", {
  summary: { fr: "Un poste, avec les versions de sa clé", en: "A cost pool, with the versions of its key" },
  scope: "costs",
  response: CostPoolWithKeys,
  problems: { not_found: 404 },
  handle: async ({ actor, params }) => shownPoolWithKeys(await poolOf(actor, params.pool)),
});

const edit = endpoint("PATCH", "/costs/pools/:pool", {
  summary: {
    fr: "Changer un poste : ce qui est envoyé, le reste demeure ; ce qui fut réparti aussi",
    en: "Change a cost pool: what is sent; the rest stays, and so does what was shared",
  },
  scope: "costs",
  body: z.strictObject({
    ...z.object(poolAsked).partial().shape,
    version: z.int().min(1).meta({ description: "As it was read: changed since then, it is refused." }),
  }),
  response: CostPoolWithKeys,
  problems: { ...POOL_PROBLEMS, changed_meanwhile: 409 },
  handle: async ({ actor, params: { pool: id }, body: { version, ...changes } }) => {
    const sent = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const form = { ...formOf(await poolOf(actor, id)), ...(sent as typeof changes) } as ReturnType<typeof formOf>;
    const refusal = await keepPool(actor, id, form, (asked) => editPool(actor, id, { ...asked, version }));
    return refusal ?? shownPoolWithKeys(await poolOf(actor, id));
  },
});

/** A pool as its form would send it: of each structure, its last stay. */
function formOf({ stays, resources, ...pool }: PoolDetails) {
  const { name, description, kind, legalMode, actsAs, agreement, agreedOn, everyone, expenseAccount } = pool;
  const { publicMoneyPoints } = pool;
  const last = new Map(
    stays.map(({ structureId, startsOn, endsOn }) => [structureId, { structureId, startsOn, endsOn }]),
  );
  return {
    ...{ name, description, kind, legalMode, actsAs, agreement, agreedOn, everyone, expenseAccount, publicMoneyPoints },
    ...{ participants: [...last.values()], resourceIds: resources.map(({ id }) => id) },
  };
}

export const loader = apiRoute(read, edit);
export const action = loader;

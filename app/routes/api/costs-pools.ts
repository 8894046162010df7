import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { addPool, poolOf, poolsOf } from "~server/costs";
import { keepPool, poolAsked, POOL_PROBLEMS } from "./costs-pool-input";
import { CostPool, CostPoolWithKeys, shownPool, shownPoolWithKeys } from "./costs-pool-shape";

const list = endpoint("GET", "/costs/pools", {
  summary: { fr: "Les postes de coûts partagés, avec leur clé", en: "The cost pools, with their key" },
  scope: "costs",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(CostPool),
  handle: async ({ actor, query }) => pageOf((await poolsOf(actor)).pools.map(shownPool), query),
});

const { name, kind, legalMode, expenseAccount } = poolAsked;

const add = endpoint("POST", "/costs/pools", {
  summary: { fr: "Ouvrir un poste ; sa clé vient ensuite", en: "Begin a cost pool; its key comes next" },
  scope: "costs",
  body: z.strictObject({
    ...{ name, kind, legalMode, expenseAccount },
    description: poolAsked.description.default(""),
    actsAs: poolAsked.actsAs.default("principal"),
    agreement: poolAsked.agreement.default(""),
    agreedOn: poolAsked.agreedOn.default(null),
    publicMoneyPoints: poolAsked.publicMoneyPoints.default(10_000),
    everyone: poolAsked.everyone.default(true),
    participants: poolAsked.participants.default([]),
    resourceIds: poolAsked.resourceIds.default([]),
  }),
  response: CostPoolWithKeys,
  success: 201,
  location: ({ id }) => `/api/v1/costs/pools/${id}`,
  problems: POOL_PROBLEMS,
  handle: async ({ actor, body, idempotentId: id }) =>
    (await keepPool(actor, id, body, (form) => addPool(actor, id, form))) ?? shownPoolWithKeys(await poolOf(actor, id)),
});

export const loader = apiRoute(list, add);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { poolsOf } from "~server/costs";
import { CostPool, shownPool } from "./costs-pool-shape";

const list = endpoint("GET", "/costs/pools", {
  summary: { fr: "Les postes de coûts partagés, avec leur clé", en: "The cost pools, with their key" },
  scope: "costs",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(CostPool),
  handle: async ({ actor, query }) => pageOf((await poolsOf(actor)).pools.map(shownPool), query),
});

export const loader = apiRoute(list);
export const action = loader;

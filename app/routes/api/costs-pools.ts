import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { limit, listCursor, listOf, money, pageOf } from "~/http/api-shapes";
import { poolsOf, type PoolLine } from "~server/costs";
import { CostPool } from "./costs-pool-shape";

const list = endpoint("GET", "/costs/pools", {
  summary: { fr: "Les postes de coûts partagés, avec leur clé", en: "The cost pools, with their key" },
  scope: "costs",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(CostPool),
  handle: async ({ actor, query }) => pageOf((await poolsOf(actor)).pools.map(shownPool), query),
});

/** A pool as lists of the API show it. */
export function shownPool({ monthCents, archivedAt, key, ...pool }: PoolLine): z.input<typeof CostPool> {
  const { id, name, kind, legalMode, actsAs, everyone, members } = pool;
  return {
    ...{ id, name, kind, legalMode, actsAs, everyone, members, key: key && { ...key } },
    ...{ thisMonth: money(monthCents), archived: archivedAt !== null },
  };
}

export const loader = apiRoute(list);
export const action = loader;

import { z } from "zod";
import { Id, Money, money } from "~/http/api-shapes";
import type { PoolDetails, PoolLine } from "~server/costs";
import { Named } from "./costs-shape";

/** A cost pool in a list. */
export const CostPool = z
  .object({
    id: Id,
    name: z.string(),
    kind: z.string(),
    legalMode: z.enum(["261B", "taxed", "out_of_scope", "staff_loan"]),
    actsAs: z.enum(["principal", "agent"]),
    everyone: z.boolean(),
    members: z.int().meta({ description: "That take part today." }),
    key: z.looseObject({ type: z.string() }).nullable().meta({ description: "As it is valid today." }),
    thisMonth: Money.meta({ description: "Charges approved in the month that runs." }),
    archived: z.boolean(),
  })
  .meta({ id: "CostPool" });

/** A pool as lists of the API show it. */
export function shownPool({ monthCents, archivedAt, key, ...pool }: PoolLine): z.input<typeof CostPool> {
  const { id, name, kind, legalMode, actsAs, everyone, members } = pool;
  return {
    ...{ id, name, kind, legalMode, actsAs, everyone, members, key: key && { ...key } },
    ...{ thisMonth: money(monthCents), archived: archivedAt !== null },
  };
}

/** One cost pool, with the versions of its key. */
export const CostPoolWithKeys = CostPool.extend({
  description: z.string(),
  agreement: z.string(),
  agreedOn: z.iso.date().nullable(),
  expenseAccount: z.string(),
  publicMoneyPoints: z.int(),
  version: z.int(),
  participants: z.array(z.object({ structure: Named, startsOn: z.iso.date(), endsOn: z.iso.date().nullable() })),
  resources: z.array(Named),
  keys: z.array(
    z.object({
      id: Id,
      number: z.int(),
      startsOn: z.iso.date(),
      endsOn: z.iso.date().nullable(),
      definition: z.looseObject({ type: z.string() }),
      decided: z.string(),
      served: z.boolean().meta({ description: "A closed month was shared by it: it never changes." }),
    }),
  ),
}).meta({ id: "CostPoolWithKeys" });

/** A pool as the API shows it alone. */
export function shownPoolWithKeys(pool: PoolDetails): z.input<typeof CostPoolWithKeys> {
  const { description, agreement, agreedOn, expenseAccount, publicMoneyPoints, version, stays, resources, versions } =
    pool;
  return {
    ...shownPool(pool),
    ...{ description, agreement, agreedOn, expenseAccount, publicMoneyPoints, version, resources: [...resources] },
    participants: stays.map(({ structureId: id, name, ...days }) => ({ structure: { id, name }, ...days })),
    keys: versions.map(({ poolId: _, definition, ...key }) => ({ ...key, definition: { ...definition } })),
  };
}

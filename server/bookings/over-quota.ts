import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import type { Period } from "../kernel/time";
import { circumstancesOf } from "./asker";
import { readBookables, type Bookable } from "./bookable";
import type { QuotaExceeded } from "./problems";
import { countedAs, decideQuota } from "./quotas";
import { readUsages } from "./usage";

/** What is asked of each resource: a time, and units of what is given one by one. */
interface Asked extends Period {
  readonly quantity?: number | undefined;
}

/** Units asked of a resource: what is taken whole is one. */
export function unitsOf({ rules }: Pick<Bookable, "rules">, { quantity = 1 }: Pick<Asked, "quantity">): number {
  return rules.takesAllUnits ? 1 : quantity;
}

/**
 * Of some resources that are free then, those of which the structure acted for would have too much, with why. One
 * question where none of them has a quota for it.
 */
export async function overQuota(
  tx: Tx,
  actor: Actor,
  asked: Asked,
  resourceIds: readonly string[],
  now: Date,
): Promise<Map<string, QuotaExceeded[]>> {
  const circumstances = circumstancesOf(actor, now);
  const { asker, zone } = circumstances;
  if (!asker || resourceIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("quotas")
    .select("resourceId")
    .distinct()
    .where("resourceId", "in", resourceIds)
    .where("customer", "=", countedAs(asker.customer))
    .execute();
  if (rows.length === 0) return new Map();
  const counted = await readBookables(
    tx,
    rows.map(({ resourceId }) => resourceId),
  );
  const { start, end } = asked;
  const usages = await readUsages(
    tx,
    counted.map((resource) => ({ resource, period: { start, end } })),
    circumstances,
  );
  return new Map(
    counted.flatMap((resource) => {
      const usage = usages.get(resource.id);
      const wanted = { start, end, quantity: unitsOf(resource, asked) };
      const exceeded = usage ? decideQuota(resource, asker.customer, usage, wanted, zone) : [];
      return exceeded.length > 0 ? [[resource.id, exceeded] as const] : [];
    }),
  );
}

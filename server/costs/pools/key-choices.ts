import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { allow } from "../../kernel/permissions";
import { addMonths, localDateOf, startOfMonth, type LocalDate } from "../../kernel/time";
import { participantsOf } from "../facts";
import { fitsForm } from "./key-form";
import { readPool, type PoolDetails } from "./pools";

/** What the guided form of a key needs. */
export interface KeyChoices {
  readonly pool: PoolDetails;
  /** Who takes part from this month on: whose weights and limits are asked for, by name. */
  readonly members: readonly { id: string; name: string }[];
  /** The first day that no closed month has shared by a key of this pool, and at the earliest this month's first. */
  readonly from: LocalDate;
  /** The version that is changed, or the one that a new one starts from; null where there is none. */
  readonly version: PoolDetails["versions"][number] | null;
  /** The last day that it served; null when it never did. */
  readonly servedUntil: LocalDate | null;
  /** Whether the form shows the whole of it. */
  readonly fits: boolean;
}

/**
 * @param versionId the version to change; left out for a new one @throws Forbidden, NotFound
 */
export function keyChoices(actor: Actor, poolId: string, versionId?: string): Promise<KeyChoices> {
  allow(actor, "costs.manage", null);
  return inTransaction(actor, async (tx, now) => {
    const today = localDateOf(now, actor.timeZone);
    const pool = await readPool(tx, actor, poolId, today);
    const version = versionId === undefined ? pool.versions.find(({ startsOn }) => startsOn <= today) : undefined;
    const chosen = versionId === undefined ? version : pool.versions.find(({ id }) => id === versionId);
    if (versionId !== undefined && !chosen) throw new NotFound("key_version");
    const month = startOfMonth(today);
    const participants = await participantsOf(tx, pool, month, addMonths(month, 24));
    const { rows } = await sql<{ versionId: string; until: LocalDate }>`
      select a.version_id, max(a.served_until) as "until" from allocations a
       where a.pool_id = ${pool.id} and a.version_id is not null group by a.version_id`.execute(tx);
    const served = rows.map(({ until }) => until).reduce((a, b) => (a > b ? a : b), "");
    const members = participants.map(({ structureId, name }) => ({ id: structureId, name }));
    return {
      pool,
      members,
      from: served >= month ? startOfMonth(addMonths(served, 1)) : month,
      version: chosen ?? null,
      servedUntil: rows.find((row) => row.versionId === chosen?.id)?.until ?? null,
      fits:
        !chosen ||
        fitsForm(
          chosen.definition,
          members.map(({ id }) => id),
        ),
    };
  });
}

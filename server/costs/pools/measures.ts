import { sql } from "kysely";
import { inTransaction, violatedConstraint } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Invalid } from "../../kernel/errors";
import { newId } from "../../kernel/ids";
import { allow, can } from "../../kernel/permissions";
import { addDays, localDateOf, type LocalDate } from "../../kernel/time";
import { type STANDING, type StructureId } from "../key";

/** What stands: full-time equivalents × 10 000, heads, m² × 100. */
export type Standing = (typeof STANDING)[number];

/** What was measured on a structure from a day, perhaps until a day (included). */
export interface MeasuredValue {
  readonly measure: Standing;
  readonly value: number;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  readonly personName: string;
}

/** A structure with what is measured on it. */
export interface MeasuredStructure {
  readonly id: StructureId;
  readonly name: string;
  /** Today; absent where nothing is known. */
  readonly now: Partial<Record<Standing, number>>;
  /** The newest first. */
  readonly history: readonly MeasuredValue[];
}

/**
 * What is measured on the structures of the pôle, by name: of all of them for who manages costs, else of those that share
 * a pool with the actor's, since their weights explain its own. Observers are not measured, nor who has left.
 * @throws Forbidden for who sees no costs
 */
export function measuresOfStructures(
  actor: Actor,
): Promise<{ structures: MeasuredStructure[]; today: LocalDate; can: { readonly manage: boolean } }> {
  allow(actor, "costs.view");
  return inTransaction(actor, async (tx, now) => {
    const today = localDateOf(now, actor.timeZone);
    const manage = can(actor, "costs.manage", null);
    const { rows: structures } = await sql<{ id: string; name: string }>`
      select s.id, s.name from memberships m join structures s on s.id = m.structure_id
       where m.pole_id = ${actor.poleId} and m.kind <> 'observer' and coalesce(m.ends_on, 'infinity') >= ${today}
         ${manage ? sql`` : sql`and ${sharesWith(actor)}`}
       order by app.fold(s.name), s.id`.execute(tx);
    const { rows } = await sql<MeasuredValue & { structureId: string }>`
      select m.structure_id, m.measure, m.value, m.starts_on, m.ends_on, coalesce(p.name, '') as person_name
        from structure_measures m left join people p on p.id = m.person_id
       where m.pole_id = ${actor.poleId} and m.structure_id = any(${structures.map(({ id }) => id)}::uuid[])
       order by m.starts_on desc, m.measure`.execute(tx);
    const found = structures.map(({ id, name }): MeasuredStructure => {
      const history = rows.filter(({ structureId }) => structureId === id);
      const valid = history.filter(({ startsOn, endsOn }) => startsOn <= today && (endsOn === null || endsOn >= today));
      return { id, name, now: Object.fromEntries(valid.map(({ measure, value }) => [measure, value])), history };
    });
    return { structures: found, today, can: { manage } };
  });
}

/** Structure `m` is the actor's, or takes part in a pool that the actor's takes part in. */
function sharesWith({ structureId }: Actor) {
  return sql`(m.structure_id = ${structureId} or exists (
    select from cost_pools p where p.pole_id = m.pole_id and p.archived_at is null and (
      p.everyone and m.kind = 'member' and exists (select from memberships o
        where o.pole_id = p.pole_id and o.structure_id = ${structureId} and o.kind = 'member')
      or not p.everyone and exists (select from pool_participants x where x.pool_id = p.id and x.structure_id = m.structure_id)
        and exists (select from pool_participants x where x.pool_id = p.id and x.structure_id = ${structureId}))))`;
}

/** A value to hold from a day on. */
export interface MeasureForm {
  readonly structureId: StructureId;
  readonly measure: Standing;
  /** Full-time equivalents × 10 000, heads, m² × 100: a whole number, 0 or more. */
  readonly value: number;
}

/**
 * Sets values from a day on, of many structures at once: what held until then ends on the day before, what was noted to
 * begin later stays. A value that holds on that day already is no change. Closed months keep what they were shared by.
 * @returns how many values changed @throws Forbidden; Invalid for a value that is none or a structure not of the pôle
 */
export function setMeasures(
  actor: Actor,
  { startsOn, values }: { readonly startsOn: LocalDate; readonly values: readonly MeasureForm[] },
): Promise<number> {
  allow(actor, "costs.manage", null);
  if (!values.every(({ value }) => Number.isSafeInteger(value) && value >= 0)) throw new Invalid("measure");
  const rows = values.map((one) => ({
    id: newId(),
    structure_id: one.structureId,
    measure: one.measure,
    value: one.value,
  }));
  return inTransaction(actor, async (tx) => {
    // One after the other: what holds is read before it is ended.
    await sql`select pg_advisory_xact_lock(hashtext('structure_measures ' || ${actor.poleId}::text))`.execute(tx);
    const asked = recordset(rows);
    const { rows: changed } = await sql<{ id: string }>`
      select a.id from ${asked}
       where not exists (select from structure_measures m where ${sameThing(actor)} and m.value = a.value
               and m.starts_on <= ${startsOn} and coalesce(m.ends_on, 'infinity') >= ${startsOn})`.execute(tx);
    const ids = new Set(changed.map(({ id }) => id));
    const news = recordset(rows.filter(({ id }) => ids.has(id)));
    await sql`delete from structure_measures m using ${news} where ${sameThing(actor)} and m.starts_on = ${startsOn}`.execute(
      tx,
    );
    await sql`
      update structure_measures m set ends_on = ${addDays(startsOn, -1)} from ${news}
       where ${sameThing(actor)} and m.starts_on < ${startsOn} and coalesce(m.ends_on, 'infinity') >= ${startsOn}`.execute(
      tx,
    );
    try {
      await sql`
        insert into structure_measures (id, pole_id, structure_id, measure, value, starts_on, ends_on, person_id)
        select a.id, ${actor.poleId}, a.structure_id, a.measure, a.value, ${startsOn},
               (select min(m.starts_on) - 1 from structure_measures m where ${sameThing(actor)} and m.starts_on > ${startsOn}),
               ${actor.personId}
          from ${news}`.execute(tx);
    } catch (error) {
      if (violatedConstraint(error)?.endsWith("_fkey")) throw new Invalid("structure");
      throw error;
    }
    return ids.size;
  });
}

type Row = { id: string; structure_id: string; measure: Standing; value: number };

/** Values as a table `a`. */
function recordset(rows: readonly Row[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as a (id uuid, structure_id uuid, measure text, value bigint)`;
}

/** What is noted in `m` is of the same structure and measure as `a`. */
function sameThing({ poleId }: Actor) {
  return sql`m.pole_id = ${poleId} and m.structure_id = a.structure_id and m.measure = a.measure`;
}

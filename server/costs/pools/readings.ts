import { sql } from "kysely";
import { inTransaction, violatedConstraint, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, Invalid, NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow, can } from "../../kernel/permissions";
import { addDays, addMonths, localDateOf, startOfMonth, type LocalDate } from "../../kernel/time";
import { participantsOf } from "../facts";
import { measuresOf, USED, type Key } from "../key";
import { readPool } from "./pools";

/** What is used, and may be typed. Hours are kept in minutes. */
export type Used = (typeof USED)[number];

/** Use of a pool that somebody typed. */
export interface Reading {
  readonly id: string;
  readonly structureId: string;
  readonly structureName: string;
  readonly measure: Used;
  /** Minutes, for hours and booked time. */
  readonly quantity: number;
  readonly usedOn: LocalDate;
  readonly about: string;
  readonly personName: string;
  /** Hours that the host has not validated: they do not count yet. */
  readonly waiting: boolean;
  readonly can: { readonly validate: boolean; readonly remove: boolean };
}

/** The readings of a pool in a month. */
export interface MonthReadings {
  readonly pools: readonly { id: string; name: string }[];
  /** The one chosen, else the first; null where there is none. */
  readonly poolId: string | null;
  readonly month: LocalDate;
  readonly today: LocalDate;
  /** What its key counts, first; what else may be typed, then. */
  readonly measures: readonly Used[];
  /** Who takes part that month: all of them for who manages costs, else the actor's structure. */
  readonly structures: readonly { id: string; name: string }[];
  readonly readings: readonly Reading[];
  /** Whether nothing of the month may change any more. */
  readonly locked: boolean;
  readonly can: { readonly manage: boolean; readonly enter: boolean };
}

/**
 * What was typed of a pool's use in a month: all of it for who manages costs, else the actor's structure's own.
 * @throws Forbidden for who sees no costs; NotFound for a pool that is not there for the actor
 */
export function readingsOf(
  actor: Actor,
  asked: { readonly poolId?: string | undefined; readonly month?: LocalDate | undefined },
): Promise<MonthReadings> {
  allow(actor, "costs.view");
  const manage = can(actor, "costs.manage", null);
  return inTransaction(actor, async (tx, now) => {
    const today = localDateOf(now, actor.timeZone);
    const month = startOfMonth(asked.month ?? today);
    const until = addDays(addMonths(month, 1), -1);
    const pools = await poolsToRead(tx, actor, month, until);
    if (asked.poolId !== undefined && !pools.some(({ id }) => id === asked.poolId)) {
      await readPool(tx, actor, asked.poolId, today);
    }
    const poolId = asked.poolId ?? pools[0]?.id ?? null;
    const locked = await isLocked(tx, actor, until);
    const base = { month, today, locked, can: { manage, enter: !locked && (manage || actor.structureId !== null) } };
    if (poolId === null) return { ...base, pools, poolId, measures: [...USED], structures: [], readings: [] };
    const pool = await readPool(tx, actor, poolId, today);
    const own = ({ structureId }: { structureId: string }) => manage || structureId === actor.structureId;
    const counted = pool.versions.filter(
      ({ startsOn, endsOn }) => startsOn <= until && (endsOn === null || endsOn >= month),
    );
    const read = new Set(counted.flatMap(({ definition }) => measuresOf(definition)));
    return {
      ...base,
      pools: pools.some(({ id }) => id === poolId) ? pools : [{ id: poolId, name: pool.name }, ...pools],
      poolId,
      measures: [...USED].sort((a, b) => Number(read.has(b)) - Number(read.has(a))),
      structures: (await participantsOf(tx, pool, month, until))
        .filter(own)
        .map(({ structureId, name }) => ({ id: structureId, name })),
      readings: await readReadings(tx, actor, poolId, month, until, locked),
    };
  });
}

/** Pools whose key counts a use in the month, by name: those the actor takes part in, or all for who manages costs. */
async function poolsToRead(tx: Tx, actor: Actor, from: LocalDate, until: LocalDate) {
  const { rows } = await sql<{ id: string; name: string; definitions: Key[] }>`
    select p.id, p.name, coalesce(jsonb_agg(v.definition) filter (where v.id is not null), '[]') as definitions
      from cost_pools p left join key_versions v on v.pool_id = p.id and v.starts_on <= ${until} and coalesce(v.ends_on, 'infinity') >= ${from}
     where p.pole_id = ${actor.poleId} and p.archived_at is null
       ${
         can(actor, "costs.manage", null)
           ? sql``
           : sql`and case when p.everyone
               then exists (select from memberships m where m.pole_id = p.pole_id and m.structure_id = ${actor.structureId} and m.kind = 'member')
               else exists (select from pool_participants x where x.pool_id = p.id and x.structure_id = ${actor.structureId}) end`
       }
     group by p.id order by app.fold(p.name), p.id`.execute(tx);
  return rows
    .filter(({ definitions }) =>
      definitions.some((key) => measuresOf(key).some((one) => USED.some((use) => use === one))),
    )
    .map(({ id, name }) => ({ id, name }));
}

/** Once its month is locked; for members, once its review is over. As the database refuses it. */
async function isLocked(tx: Tx, actor: Actor, day: LocalDate): Promise<boolean> {
  const { rows } = await sql`
    select from periods p where p.pole_id = ${actor.poleId} and p.ends_on >= ${day}::date
       and (p.state in ('locked', 'closed')
            or (${!can(actor, "costs.manage", null)} and p.starts_on <= ${day}::date and app.takes_no_more(p)))
     limit 1`.execute(tx);
  return rows.length > 0;
}

async function readReadings(
  tx: Tx,
  actor: Actor,
  poolId: string,
  from: LocalDate,
  until: LocalDate,
  locked: boolean,
): Promise<Reading[]> {
  const manage = can(actor, "costs.manage", null);
  const { rows } = await sql<Omit<Reading, "waiting" | "can"> & { validatedAt: Date | null; ownPerson: boolean }>`
    select r.id, r.structure_id, s.name as structure_name, r.measure, r.quantity, r.used_on, r.about, r.validated_at,
           coalesce(p.name, '') as person_name,
           exists (select from affiliations a where a.person_id = r.person_id and a.structure_id = r.structure_id) as own_person
      from use_readings r join structures s on s.id = r.structure_id left join people p on p.id = r.person_id
     where r.pool_id = ${poolId} and r.used_on >= ${from} and r.used_on <= ${until}
       ${manage ? sql`` : sql`and r.structure_id = ${actor.structureId}`}
     order by r.used_on desc, app.fold(s.name), r.created_at desc, r.id`.execute(tx);
  return rows.map(({ validatedAt, ownPerson, ...row }) => {
    const waiting = row.measure === "hours" && validatedAt === null;
    const own = row.structureId === actor.structureId;
    return {
      ...row,
      waiting,
      can: { validate: waiting && own && !locked, remove: !locked && (manage || (own && ownPerson)) },
    };
  });
}

/** A reading as it is typed. */
export interface ReadingForm {
  /** Made by who asks, so that the same one sent twice is noted once. */
  readonly id?: string;
  readonly structureId: string;
  readonly measure: Used;
  /** Whole, more than 0; minutes for hours. */
  readonly quantity: number;
  readonly usedOn: LocalDate;
  readonly about: string;
}

/** Why readings are not kept. */
export type ReadingProblem = {
  /** Its month is locked or closed: it explains what was borne. */
  readonly code: "reading_month_locked";
};

/**
 * Notes readings of a pool, all or none. A member notes its own; hours that it notes, it validates. Of hours noted by who
 * runs the pôle, the host validates them, unless `signed` says that its signed sheet is there.
 * @throws Forbidden for another structure's; NotFound; Invalid for what is no quantity
 */
export function enterReadings(
  actor: Actor,
  poolId: string,
  { readings, signed = false }: { readonly readings: readonly ReadingForm[]; readonly signed?: boolean },
): Promise<Outcome<{ ids: string[] }, ReadingProblem>> {
  allow(actor, "costs.view");
  const manage = can(actor, "costs.manage", null);
  if (!manage && readings.some(({ structureId }) => structureId !== actor.structureId))
    throw new Forbidden("costs.manage");
  const wrong = ({ quantity, about }: ReadingForm) =>
    !Number.isSafeInteger(quantity) || quantity <= 0 || about.length > 200;
  if (readings.some(wrong)) throw new Invalid("reading");
  return writing(actor, async (tx, now) => {
    await readPool(tx, actor, poolId, localDateOf(now, actor.timeZone));
    const rows = readings.map(({ id = newId(), structureId, ...reading }) => {
      const valid = reading.measure !== "hours" || structureId === actor.structureId || (manage && signed);
      return {
        id,
        poleId: actor.poleId,
        poolId,
        structureId,
        ...reading,
        personId: actor.personId,
        validatedAt: valid ? now : null,
        validatedBy: valid ? actor.personId : null,
      };
    });
    if (rows.length > 0)
      await tx
        .insertInto("useReadings")
        .values(rows)
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    return done({ ids: rows.map(({ id }) => id) });
  });
}

/** Says that hours were worked: the structure that had them. Twice changes nothing. @throws Forbidden, NotFound */
export function validateReading(actor: Actor, id: string): Promise<Outcome<null, ReadingProblem>> {
  allow(actor, "costs.view");
  return writing(actor, async (tx, now) => {
    const reading = await lockReading(tx, id);
    if (reading.structureId !== actor.structureId) throw new Forbidden("costs.validate");
    if (reading.validatedAt === null) {
      await tx
        .updateTable("useReadings")
        .set({ validatedAt: now, validatedBy: actor.personId })
        .where("id", "=", id)
        .execute();
    }
    return done(null);
  });
}

/** Takes a reading back: who runs the pôle any, a member what its own people typed. @throws Forbidden, NotFound */
export function removeReading(actor: Actor, id: string): Promise<Outcome<null, ReadingProblem>> {
  allow(actor, "costs.view");
  return writing(actor, async (tx) => {
    const reading = await lockReading(tx, id);
    if (!can(actor, "costs.manage", null) && reading.structureId !== actor.structureId) throw new NotFound("reading");
    const { numDeletedRows } = await tx.deleteFrom("useReadings").where("id", "=", id).executeTakeFirst();
    // The database lets a member take back only what its own people typed.
    if (numDeletedRows === 0n) throw new Forbidden("costs.manage");
    return done(null);
  });
}

async function lockReading(tx: Tx, id: string) {
  const reading = isId(id)
    ? await tx.selectFrom("useReadings").select(["structureId", "validatedAt"]).where("id", "=", id).executeTakeFirst()
    : undefined;
  if (!reading) throw new NotFound("reading");
  return reading;
}

async function writing<T>(
  actor: Actor,
  work: (tx: Tx, now: Date) => Promise<Outcome<T, ReadingProblem>>,
): Promise<Outcome<T, ReadingProblem>> {
  try {
    return await inTransaction(actor, work);
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === "reading_month_locked") return refused({ code: constraint });
    if (constraint?.endsWith("_fkey")) throw new Invalid("structure");
    throw error;
  }
}

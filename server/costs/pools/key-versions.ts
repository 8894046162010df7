import { sql } from "kysely";
import { inTransaction, violatedConstraint, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Invalid, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { addDays, type LocalDate } from "../../kernel/time";
import { keyProblems, type Key } from "../key";
import { lockPool } from "./write-pool";

/** Why a version of a key is not kept as asked. */
export type KeyVersionProblem =
  /** A closed month was shared by it, up to that day: a new one may begin on the day after. */
  | { readonly code: "key_version_served"; readonly until: LocalDate }
  /** Another version of the pool's key begins on that day. */
  | { readonly code: "same_day"; readonly versionId: string };

/** A version as it is asked for. */
export interface KeyVersionForm {
  readonly definition: Key;
  readonly startsOn: LocalDate;
  /** Who decided it: "conseil d'administration du 12 mars"; may be empty. */
  readonly decided: string;
}

/**
 * Gives a pool a key from a day: until the day before the next version begins, if there is one. The version valid until
 * then ends on the day before, unless it served later. Asked again with the same id, changes nothing.
 * @throws Forbidden, NotFound; Invalid where the key cannot share (keyProblems())
 */
export function addKeyVersion(
  actor: Actor,
  poolId: string,
  { id, ...form }: KeyVersionForm & { readonly id: string },
): Promise<Outcome<{ id: string; number: number }, KeyVersionProblem>> {
  return writing(actor, poolId, form, async (tx, versions) => {
    const there = versions.find((one) => one.id === id);
    if (there) return done({ id, number: there.number });
    const number = Math.max(0, ...versions.map((one) => one.number)) + 1;
    return place(tx, actor, poolId, versions, { ...form, id, number });
  });
}

/**
 * Changes a version by which no closed month was shared: all of it, its first day too.
 * @throws Forbidden, NotFound; Invalid as addKeyVersion()
 */
export function changeKeyVersion(
  actor: Actor,
  poolId: string,
  versionId: string,
  form: KeyVersionForm,
): Promise<Outcome<{ id: string; number: number }, KeyVersionProblem>> {
  return writing(actor, poolId, form, async (tx, versions) => {
    const version = found(versions, versionId);
    if (version.servedUntil) return refused({ code: "key_version_served", until: version.servedUntil });
    const others = await takeOut(tx, versions, version);
    return place(tx, actor, poolId, others, { ...form, id: versionId, number: version.number });
  });
}

/** Takes back a version by which no closed month was shared: the one before is valid again. @throws Forbidden, NotFound */
export function removeKeyVersion(
  actor: Actor,
  poolId: string,
  versionId: string,
): Promise<Outcome<null, KeyVersionProblem>> {
  return writing(actor, poolId, null, async (tx, versions) => {
    const version = found(versions, versionId);
    if (version.servedUntil) return refused({ code: "key_version_served", until: version.servedUntil });
    await takeOut(tx, versions, version);
    return done(null);
  });
}

interface Version {
  readonly id: string;
  readonly number: number;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
  /** The last day that a closed month shared by it; null when it never served. */
  readonly servedUntil: LocalDate | null;
}

function found(versions: readonly Version[], id: string): Version {
  const version = versions.find((one) => one.id === id);
  if (!version) throw new NotFound("key_version");
  return version;
}

/** The pool is held: its versions change one after another. */
async function writing<T>(
  actor: Actor,
  poolId: string,
  form: KeyVersionForm | null,
  work: (tx: Tx, versions: Version[]) => Promise<Outcome<T, KeyVersionProblem>>,
): Promise<Outcome<T, KeyVersionProblem>> {
  allow(actor, "costs.manage", null);
  if (form && keyProblems(form.definition).length > 0) throw new Invalid("key");
  try {
    return await inTransaction(actor, async (tx) => {
      await lockPool(tx, poolId);
      return work(tx, await readVersions(tx, poolId));
    });
  } catch (error) {
    // A month was closed meanwhile: the database has the last word.
    if (violatedConstraint(error) !== "key_version_served") throw error;
    const until = await inTransaction(actor, async (tx) =>
      (await readVersions(tx, poolId)).map((one) => one.servedUntil ?? "").reduce((a, b) => (a > b ? a : b), ""),
    );
    return refused({ code: "key_version_served", until });
  }
}

async function readVersions(tx: Tx, poolId: string): Promise<Version[]> {
  if (!isId(poolId)) throw new NotFound("pool");
  const { rows } = await sql<Version>`
    select v.id, v.number, v.starts_on, v.ends_on,
           (select max(a.served_until) from allocations a where a.version_id = v.id) as served_until
      from key_versions v where v.pool_id = ${poolId} order by v.starts_on`.execute(tx);
  return rows;
}

/** Removes a version; the one that ended on the day before it lasts as long as it would have. Answers what is left. */
async function takeOut(tx: Tx, versions: readonly Version[], version: Version): Promise<Version[]> {
  await tx.deleteFrom("keyVersions").where("id", "=", version.id).execute();
  const before = versions.find(({ endsOn }) => endsOn === addDays(version.startsOn, -1));
  if (before) await endVersion(tx, before.id, version.endsOn);
  return versions
    .filter(({ id }) => id !== version.id)
    .map((one) => (one.id === before?.id ? { ...one, endsOn: version.endsOn } : one));
}

async function place(
  tx: Tx,
  actor: Actor,
  poolId: string,
  versions: readonly Version[],
  { id, number, definition, startsOn, decided }: KeyVersionForm & { readonly id: string; readonly number: number },
): Promise<Outcome<{ id: string; number: number }, KeyVersionProblem>> {
  const same = versions.find((one) => one.startsOn === startsOn);
  if (same?.servedUntil) return refused({ code: "key_version_served", until: same.servedUntil });
  if (same) return refused({ code: "same_day", versionId: same.id });
  const before = versions.filter((one) => one.startsOn < startsOn).at(-1);
  const after = versions.find((one) => one.startsOn > startsOn);
  if (before?.servedUntil && before.servedUntil >= startsOn) {
    return refused({ code: "key_version_served", until: before.servedUntil });
  }
  if (before && (before.endsOn === null || before.endsOn >= startsOn)) {
    await endVersion(tx, before.id, addDays(startsOn, -1));
  }
  await sql`
    insert into key_versions (id, pole_id, pool_id, number, starts_on, ends_on, definition, decided, person_id)
    values (${id}, ${actor.poleId}, ${poolId}, ${number}, ${startsOn}, ${after ? addDays(after.startsOn, -1) : null},
            ${JSON.stringify(definition)}::text::jsonb, ${decided}, ${actor.personId})`.execute(tx);
  return done({ id, number });
}

async function endVersion(tx: Tx, id: string, endsOn: LocalDate | null): Promise<void> {
  await tx.updateTable("keyVersions").set({ endsOn }).where("id", "=", id).execute();
}

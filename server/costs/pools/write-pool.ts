import { sql } from "kysely";
import { inTransaction, violatedConstraint, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Invalid, NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { PoolForm } from "./pool-form";

/** Why a pool is not kept as asked. */
export type PoolProblem =
  | { readonly code: "cost_pools_name" }
  | { readonly code: "staff_loan_agreed" }
  | { readonly code: "staff_loan_by_principal" }
  /** Something else than salaries is charged to it already. */
  | { readonly code: "staff_loan_nature" }
  /** How it is booked would change between a charge's approval and its month's closing. */
  | { readonly code: "pool_has_open_charges" }
  /** A structure that bore a share was to be taken out as if it had never been there. */
  | { readonly code: "participant_bore" }
  /** A structure would take part twice on the same day. */
  | { readonly code: "participates_once" }
  /** Somebody else saved it since the form was opened. */
  | { readonly code: "changed_meanwhile" };

const NAMED = [
  "cost_pools_name",
  "staff_loan_agreed",
  "staff_loan_by_principal",
  "staff_loan_nature",
  "pool_has_open_charges",
  "participant_bore",
  "participates_once",
] as const;

/**
 * Begins a pool; its key comes apart (see addKeyVersion()). Asked again with the same id, changes nothing.
 * @throws Forbidden; Invalid where a structure or a resource is not the pôle's
 */
export function addPool(actor: Actor, id: string, form: PoolForm): Promise<Outcome<{ id: string }, PoolProblem>> {
  return writing(actor, async (tx) => {
    const { rows } = await sql`
      insert into cost_pools (id, pole_id, name, description, kind, legal_mode, acts_as, agreement, agreed_on, everyone,
                              expense_account, public_money_points)
      values (${id}, ${actor.poleId}, ${form.name}, ${form.description}, ${form.kind}, ${form.legalMode}, ${form.actsAs},
              ${form.agreement}, ${form.agreedOn}, ${form.everyone}, ${form.expenseAccount}, ${form.publicMoneyPoints})
      on conflict (id) do nothing returning id`.execute(tx);
    if (rows.length > 0) await writeParts(tx, actor, id, form);
    return done({ id });
  });
}

/**
 * Changes a pool, all of its form at once. What was shared stays as it was; a structure that bore a share is not taken
 * out, it has a last day. @throws Forbidden, NotFound; Invalid as addPool()
 */
export function editPool(
  actor: Actor,
  id: string,
  { version, ...form }: PoolForm & { readonly version: number },
): Promise<Outcome<{ version: number }, PoolProblem>> {
  return writing(actor, async (tx) => {
    const current = await lockPool(tx, id);
    if (current.version !== version) return refused({ code: "changed_meanwhile" });
    await tx
      .updateTable("costPools")
      .set({
        name: form.name,
        description: form.description,
        kind: form.kind,
        legalMode: form.legalMode,
        actsAs: form.actsAs,
        agreement: form.agreement,
        agreedOn: form.agreedOn,
        everyone: form.everyone,
        expenseAccount: form.expenseAccount,
        publicMoneyPoints: form.publicMoneyPoints,
        version: version + 1,
      })
      .where("id", "=", id)
      .execute();
    await writeParts(tx, actor, id, form);
    return done({ version: version + 1 });
  });
}

/** Takes a pool out of the lists: nothing more is charged to it, what was shared stays. @throws Forbidden, NotFound */
export function archivePool(actor: Actor, id: string): Promise<void> {
  return setArchived(actor, id, true).then(() => undefined);
}

/** Brings it back; refused where another has taken its name meanwhile. @throws Forbidden, NotFound */
export function restorePool(actor: Actor, id: string): Promise<Outcome<null, PoolProblem>> {
  return setArchived(actor, id, false);
}

function setArchived(actor: Actor, id: string, archived: boolean): Promise<Outcome<null, PoolProblem>> {
  return writing(actor, async (tx, now) => {
    const current = await lockPool(tx, id);
    if ((current.archivedAt !== null) === archived) return done(null);
    await tx
      .updateTable("costPools")
      .set({ archivedAt: archived ? now : null, version: current.version + 1 })
      .where("id", "=", id)
      .execute();
    return done(null);
  });
}

/** A pool of the pôle, held until the transaction ends. @throws NotFound */
export async function lockPool(
  tx: Tx,
  id: string,
): Promise<{ version: number; everyone: boolean; archivedAt: Date | null }> {
  const pool = isId(id)
    ? await tx
        .selectFrom("costPools")
        .select(["version", "everyone", "archivedAt"])
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!pool) throw new NotFound("pool");
  return pool;
}

async function writing<T>(
  actor: Actor,
  work: (tx: Tx, now: Date) => Promise<Outcome<T, PoolProblem>>,
): Promise<Outcome<T, PoolProblem>> {
  allow(actor, "costs.manage", null);
  try {
    return await inTransaction(actor, work);
  } catch (error) {
    const constraint = violatedConstraint(error);
    const code = NAMED.find((name) => name === constraint);
    if (code) return refused({ code });
    if (constraint?.endsWith("_fkey")) throw new Invalid("not_of_pole");
    throw error;
  }
}

async function writeParts(tx: Tx, actor: Actor, poolId: string, form: PoolForm): Promise<void> {
  const { resourceIds } = form;
  await sql`delete from pool_resources where pool_id = ${poolId} and resource_id <> all(${resourceIds}::uuid[])`.execute(
    tx,
  );
  await sql`insert into pool_resources (pole_id, pool_id, resource_id)
    select ${actor.poleId}, ${poolId}, id from unnest(${resourceIds}::uuid[]) as r (id) on conflict do nothing`.execute(
    tx,
  );
  // Where all members take part, who was named before is kept for the day when it is changed back.
  if (!form.everyone) await writeParticipants(tx, actor, poolId, form.participants);
}

/**
 * One line of the form is a structure's last stay: dates are changed in place, and a first day after its last one is
 * another stay. Earlier stays are never touched, unless the structure is taken out altogether.
 */
async function writeParticipants(
  tx: Tx,
  actor: Actor,
  poolId: string,
  participants: PoolForm["participants"],
): Promise<void> {
  const stays = await tx
    .selectFrom("poolParticipants")
    .select(["id", "structureId", "startsOn", "endsOn"])
    .where("poolId", "=", poolId)
    .orderBy("startsOn")
    .execute();
  const last = new Map(stays.map((stay) => [stay.structureId, stay]));
  const named = new Set(participants.map(({ structureId }) => structureId));
  const gone = stays.filter(({ structureId }) => !named.has(structureId)).map(({ id }) => id);
  if (gone.length > 0) await tx.deleteFrom("poolParticipants").where("id", "in", gone).execute();
  const rows = participants.map(({ structureId, startsOn, endsOn }) => {
    const stay = last.get(structureId);
    const again = stay?.endsOn != null && stay.endsOn < startsOn;
    return { id: stay && !again ? stay.id : newId(), structure_id: structureId, starts_on: startsOn, ends_on: endsOn };
  });
  await sql`
    insert into pool_participants (id, pole_id, pool_id, structure_id, starts_on, ends_on)
    select id, ${actor.poleId}, ${poolId}, structure_id, starts_on, ends_on
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (id uuid, structure_id uuid, starts_on date, ends_on date)
    on conflict (id) do update set starts_on = excluded.starts_on, ends_on = excluded.ends_on`.execute(tx);
}

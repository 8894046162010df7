import { sql } from "kysely";
import { asIdentity, inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { done, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { addDays, localDateOf, type LocalDate } from "../../kernel/time";
import { refusing } from "./change-charge";
import type { ChargeProblem } from "./problems";
import { refuse } from "./problems";
import { FIRST_DAY, timesOf } from "./rules";
import { expectMember, findPool } from "./write-charge";

/** What comes again, always with an end: a rent, a subscription. The amount is of each time. */
export interface RecurringIn {
  readonly id?: string | undefined;
  readonly poolId: string;
  readonly supplier: string;
  readonly label: string;
  readonly amountCents: Cents;
  /** Null: the pool's. */
  readonly account: string | null;
  readonly paidBy: string | null;
  readonly everyMonths: number;
  /** The first day of service of the first one, the last of the last one. */
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
}

/** What comes again, as its list shows it. */
export interface RecurringSeen {
  readonly id: string;
  readonly poolName: string;
  readonly supplier: string;
  readonly label: string;
  readonly amountCents: Cents;
  readonly payerName: string | null;
  readonly everyMonths: number;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate;
  /** The first day of service of the next one; null when there is none any more. */
  readonly nextOn: LocalDate | null;
  readonly stopped: boolean;
  readonly written: number;
}

/**
 * Has a charge come again by itself. Those that have begun already are written at once, and wait for approval as others do.
 * @throws Forbidden, NotFound
 */
export async function addRecurring(actor: Actor, input: RecurringIn): Promise<Outcome<string, ChargeProblem>> {
  allow(actor, "costs.manage");
  const { id = newId(), poolId, supplier, label, amountCents, paidBy, everyMonths, startsOn, endsOn } = input;
  return refusing(actor, async (tx, now) => {
    const pool = await findPool(tx, actor, poolId);
    // Wages and contributions change each month: they are entered with their own amount.
    if (pool.legalMode === "staff_loan") refuse("recurring_staff", "pool");
    if (paidBy !== null) await expectMember(tx, actor, paidBy);
    if (endsOn > addDays(startsOn, 366 * 10)) refuse("recurring_too_long", "endsOn");
    if (startsOn < FIRST_DAY) refuse("date_too_early", "startsOn");
    const today = localDateOf(now, actor.timeZone);
    await tx
      .insertInto("recurringCharges")
      .values({
        ...{ id, poolId, supplier, label, amountCents, paidBy, everyMonths, startsOn, endsOn },
        poleId: actor.poleId,
        account: input.account ?? pool.expenseAccount,
        writtenUntil: startsOn,
        personId: actor.personId,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
    await writeDue(tx, actor.poleId, today);
    return id;
  });
}

/** Lets it come no more; what came stays. @throws Forbidden, NotFound */
export async function stopRecurring(actor: Actor, id: string): Promise<Outcome<null, ChargeProblem>> {
  allow(actor, "costs.manage");
  if (!isId(id)) throw new NotFound("recurring");
  return inTransaction(actor, async (tx, now) => {
    const found = await tx
      .updateTable("recurringCharges")
      .set((set) => ({ stoppedAt: set.fn.coalesce("stoppedAt", set.val(now)) }))
      .where("id", "=", id)
      .where("poleId", "=", actor.poleId)
      .returning("id")
      .executeTakeFirst();
    if (!found) throw new NotFound("recurring");
    return done(null);
  });
}

/** What comes again in the pôle: what still comes first, by its next day. @throws Forbidden */
export async function recurringOf(actor: Actor): Promise<RecurringSeen[]> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<RecurringSeen>`
      select r.id, p.name as pool_name, r.supplier, r.label, r.amount_cents, s.name as payer_name, r.every_months,
             r.starts_on, r.ends_on, r.stopped_at is not null as stopped,
             case when r.stopped_at is null and r.written_until <= r.ends_on then r.written_until end as next_on,
             (select count(*)::int from charges c where c.recurring_id = r.id) as written
        from recurring_charges r join cost_pools p on p.id = r.pool_id left join structures s on s.id = r.paid_by
       where r.pole_id = ${actor.poleId}
       order by next_on nulls last, r.ends_on desc, r.id`.execute(tx);
    return rows;
  });
}

/** Writes what has come, in every pôle: the job of each night. A pôle that fails keeps no other from its own. */
export async function writeRecurring(): Promise<void> {
  // A day ahead: in pôles east of here the day has come already. Each pôle's own day decides.
  const poles = await asIdentity(async (tx, now) => {
    const { rows } = await sql<{ poleId: string; timeZone: string; now: Date }>`
      select d.pole_id, p.time_zone, ${now}::timestamptz as now
        from app.recurring_due((${now}::timestamptz + interval '1 day')::date) d join poles p on p.id = d.pole_id`.execute(
      tx,
    );
    return rows;
  });
  const failures: unknown[] = [];
  for (const { poleId, timeZone, now } of poles) {
    await inTransaction({ poleId, books: true }, (tx) => writeDue(tx, poleId, localDateOf(now, timeZone))).catch(
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, "Some recurring charges were not written.");
}

interface Due {
  id: string;
  poolId: string;
  supplier: string;
  label: string;
  amountCents: Cents;
  account: string;
  paidBy: string | null;
  everyMonths: number;
  startsOn: LocalDate;
  endsOn: LocalDate;
  writtenUntil: LocalDate;
  personId: string;
}

/**
 * Writes all that begins on `day` or before, to be approved. Its row is held meanwhile, and one first day of service is
 * written once whatever happens.
 */
async function writeDue(tx: Tx, poleId: string, day: LocalDate): Promise<void> {
  const { rows } = await sql<Due>`
    select r.id, r.pool_id, r.supplier, r.label, r.amount_cents, r.account, r.paid_by, r.every_months, r.starts_on, r.ends_on,
           r.written_until, r.person_id
      from recurring_charges r join cost_pools p on p.id = r.pool_id
     where r.pole_id = ${poleId} and r.stopped_at is null and r.written_until <= ${day}::date and r.written_until <= r.ends_on
       and p.archived_at is null
     order by r.id for update of r`.execute(tx);
  for (const { writtenUntil, startsOn, endsOn, everyMonths, ...due } of rows) {
    const times = timesOf({ startsOn, endsOn, everyMonths }, writtenUntil, day);
    const last = times.at(-1);
    if (!last) continue;
    const { id: recurringId, poolId, supplier, label, amountCents, account, paidBy, personId } = due;
    await tx
      .insertInto("charges")
      .values(
        times.map(({ from, until }) => ({
          ...{ id: newId(), poleId, poolId, supplier, label, amountCents, account, paidBy, personId, recurringId },
          ...{ documentOn: from, servedFrom: from, servedUntil: until, state: "submitted", structureId: null },
        })),
      )
      .onConflict((conflict) => conflict.columns(["recurringId", "servedFrom"]).doNothing())
      .execute();
    await tx.updateTable("recurringCharges").set({ writtenUntil: last.next }).where("id", "=", recurringId).execute();
  }
}

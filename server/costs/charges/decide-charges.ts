import { sql } from "kysely";
import { enqueue, type Tx } from "../../../db/transaction";
import { openPeriodOf, postEntry, type LedgerPeriod } from "../../ledger";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import { lockCharge, refusing } from "./change-charge";
import { refuse, type ChargeProblem } from "./problems";
import { entryDay, postingsOf } from "./rules";

/** A charge that counts: its number, and the month it is posted in. */
export interface Approved {
  readonly id: string;
  readonly number: string;
  readonly periodId: string;
  /** Its own month takes nothing any more: it went to another, with its own days of service. */
  readonly late: boolean;
}

interface Waiting {
  id: string;
  state: string;
  number: string | null;
  poolId: string;
  actsAs: string;
  supplier: string;
  label: string;
  amountCents: Cents;
  account: string;
  documentOn: LocalDate;
  paidBy: string | null;
  structureId: string | null;
  personId: string;
  periodId: string | null;
  version: number;
}

/** The version that whoever approves has seen of each charge, by its id; one that is not here is taken as it is. */
export type SeenVersions = ReadonlyMap<string, number>;

/**
 * Approves charges that wait, all or none: each gets its number, its month and its entry in the books in one transaction.
 * Those that are approved already stay as they are, so that approving twice is approving once. One that was changed since
 * it was `seen` is refused (changed_meanwhile), and all with it. @throws Forbidden, NotFound
 */
export async function approveCharges(
  actor: Actor,
  ids: readonly string[],
  seen: SeenVersions = new Map(),
): Promise<Outcome<Approved[], ChargeProblem>> {
  allow(actor, "costs.manage");
  return refusing(actor, (tx) => approveWithin(tx, actor, ids, seen));
}

/** As approveCharges(), in the caller's transaction. @throws NotFound, Refusal */
export async function approveWithin(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  seen: SeenVersions = new Map(),
): Promise<Approved[]> {
  const wanted = [...new Set(ids)];
  if (!wanted.every(isId)) throw new NotFound("charge");
  // In one order, whoever approves: two who approve the same wait for one another instead of locking each other out.
  const { rows } = await sql<Waiting>`
    select c.id, c.state, c.number, c.pool_id, p.acts_as, c.supplier, c.label, c.amount_cents, c.account, c.document_on,
           c.paid_by, c.structure_id, c.person_id, c.period_id, c.version
      from charges c join cost_pools p on p.id = c.pool_id
     where c.pole_id = ${actor.poleId} and c.id = any(${wanted}::uuid[])
     order by c.document_on, c.id for update of c`.execute(tx);
  if (rows.length !== wanted.length) throw new NotFound("charge");
  const approved: Approved[] = [];
  for (const charge of rows) approved.push(await approveOne(tx, actor, charge, seen.get(charge.id)));
  return approved;
}

/**
 * Refuses a charge, with the reason that whoever entered it is told. One that was changed since its version `seen` is not
 * what was read (changed_meanwhile). @throws Forbidden, NotFound
 */
export async function refuseCharge(
  actor: Actor,
  id: string,
  reason: string,
  seen?: number,
): Promise<Outcome<null, ChargeProblem>> {
  allow(actor, "costs.manage");
  return refusing(actor, async (tx) => {
    const charge = await lockCharge(tx, actor, id, seen);
    if (reason.trim() === "") refuse("required", "reason");
    await tx
      .updateTable("charges")
      .set({ state: "refused", refusedBecause: reason.trim(), version: charge.version + 1 })
      .where("id", "=", id)
      .execute();
    await tell(tx, actor, { ...charge, round: charge.version + 1 }, "refused");
    return null;
  });
}

async function approveOne(tx: Tx, actor: Actor, charge: Waiting, seen: number | undefined): Promise<Approved> {
  const { id, number, periodId } = charge;
  if (charge.state === "approved" && number && periodId) return { id, number, periodId, late: false };
  // Under the lock: what is approved is what was read, to the amount and to the proof.
  if (seen !== undefined && seen !== charge.version) refuse("changed_meanwhile");
  if (charge.state === "draft") refuse("charge_draft");
  if (charge.state !== "submitted") refuse("charge_settled");
  const period = await openPeriodOf(tx, actor.poleId, charge.documentOn);
  const given = await nextNumber(tx, actor.poleId, Number(period.startsOn.slice(0, 4)));
  await tx
    .updateTable("charges")
    .set({ state: "approved", number: given, periodId: period.id, approvedBy: actor.personId, approvedAt: sql`now()` })
    .where("id", "=", id)
    .execute();
  await postCharge(tx, actor, charge, given, period);
  await tell(tx, actor, { ...charge, round: 0 }, "approved");
  return { id, number: given, periodId: period.id, late: charge.documentOn < period.startsOn };
}

/** CH-2026-0001, then 0002…: of a locked row, so that a number given back leaves no gap. */
async function nextNumber(tx: Tx, poleId: string, year: number): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    insert into charge_numbers (pole_id, year, last) values (${poleId}, ${year}, 1)
    on conflict (pole_id, year) do update set last = charge_numbers.last + 1 returning last`.execute(tx);
  return `CH-${year}-${String(rows[0]?.last).padStart(4, "0")}`;
}

async function postCharge(tx: Tx, actor: Actor, charge: Waiting, number: string, period: LedgerPeriod): Promise<void> {
  const { id, supplier, label, documentOn } = charge;
  await postEntry(tx, {
    ...{ id: newId(), poleId: actor.poleId, periodId: period.id, journal: "AC", personId: actor.personId },
    date: entryDay(documentOn, period),
    pieceRef: number,
    pieceDate: documentOn,
    label: `${supplier}, ${label}`,
    idempotencyKey: `charge/${id}`,
    source: { kind: "charge", id },
    postings: postingsOf({ ...charge, agent: charge.actsAs === "agent" }),
  });
}

/** Tells a member what became of its advance; never oneself. */
async function tell(
  tx: Tx,
  actor: Actor,
  charge: { id: string; structureId: string | null; personId: string; round: number },
  event: "approved" | "refused",
): Promise<void> {
  if (charge.structureId === null || charge.personId === actor.personId) return;
  const { structureId, round } = charge;
  const payload = { poleId: actor.poleId, chargeId: charge.id, structureId, event, round };
  await enqueue(tx, "charge-email", payload, `charge-email:${event}:${charge.id}:${charge.round}`);
}

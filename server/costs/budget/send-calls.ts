import { enqueue, inTransaction, type Tx } from "../../../db/transaction";
import { openPeriodOf, postEntry } from "../../ledger";
import type { Actor } from "../../kernel/actor";
import { newId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { localDateOf, type LocalDate } from "../../kernel/time";
import { fractionText } from "../fraction";
import { loadCallsDue, type CallDue } from "./calls-due";

export interface CallsToSend {
  /** Any day of the month that is called. */
  readonly month: LocalDate;
  readonly dueOn: LocalDate;
  /** What was seen (see callsDue); null: whatever it comes to. */
  readonly seen: string | null;
  /** The day of the call; left out: today. */
  readonly calledOn?: LocalDate;
}

/** Nothing is left to call; it comes to something else than what was seen; the date to pay by is before the call. */
export type SendCallsProblem = { readonly code: "nothing_due" | "changed_meanwhile" | "due_too_early" };

export interface CallsSent {
  readonly calls: readonly { readonly id: string; readonly poolId: string }[];
  readonly totalCents: Cents;
  readonly structures: number;
}

/**
 * Makes the calls of a month, of every pool that has one to make: what each is asked for, its entry in the ledger (D 411
 * / C 4191), and a mail to each member. All or nothing; twice at once makes one. @throws Forbidden
 */
export async function sendCalls(actor: Actor, asked: CallsToSend): Promise<Outcome<CallsSent, SendCallsProblem>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    const calledOn = asked.calledOn ?? localDateOf(now, actor.timeZone);
    if (asked.dueOn < calledOn) return refused({ code: "due_too_early" });
    // Whoever comes second waits here, then finds the calls made.
    await tx
      .selectFrom("costPools")
      .select("id")
      .where("poleId", "=", actor.poleId)
      .orderBy("id")
      .forNoKeyUpdate()
      .execute();
    const { due, fingerprint } = await loadCallsDue(tx, asked.month);
    if (due.length === 0) return refused({ code: "nothing_due" });
    if (asked.seen !== null && asked.seen !== fingerprint) return refused({ code: "changed_meanwhile" });
    const period = await openPeriodOf(tx, actor.poleId, calledOn);
    const calls = [];
    for (const call of due) calls.push(await writeCall(tx, actor, call, { ...asked, calledOn, periodId: period.id }));
    const structures = [...new Set(due.flatMap(({ shares }) => shares.filter(isAsked).map((one) => one.structureId)))];
    for (const structureId of structures) await tellCalls(tx, actor, structureId, calls);
    return done({ calls, totalCents: sumOf(due.map(({ totalCents }) => totalCents)), structures: structures.length });
  });
}

async function writeCall(
  tx: Tx,
  actor: Actor,
  call: CallDue,
  { dueOn, calledOn, periodId }: { dueOn: LocalDate; calledOn: LocalDate; periodId: string },
): Promise<{ id: string; poolId: string }> {
  const [id, entryId] = [newId(), newId()];
  const { poolId, year, rank, count, poleCents, shares } = call;
  const reference = `AP-${year}-${String(rank).padStart(2, "0")}/${count}`;
  const asked = shares.filter(isAsked);
  const totalCents = poleCents + sumOf(shares.map(({ cents }) => cents));
  await postEntry(tx, {
    ...{ id: entryId, poleId: actor.poleId, periodId, journal: "VT", personId: actor.personId },
    ...{ date: calledOn, pieceDate: calledOn, pieceRef: reference },
    label: `Appel de provision ${rank}/${count} ${year}, ${call.name}`,
    source: { kind: "call", id },
    postings: asked.flatMap(({ structureId, cents }) => [
      { role: "members" as const, structureId, poolId, cents },
      { role: "calls" as const, structureId, poolId, cents: -cents },
    ]),
  });
  await tx
    .insertInto("calls")
    .values({
      ...{ id, poleId: actor.poleId, poolId, periodId, year, instalment: rank, count, dueOn, totalCents, poleCents },
      ...{ entryId, personId: actor.personId },
    })
    .execute();
  await tx
    .insertInto("callShares")
    .values(
      shares.map(({ structureId, weight, exact, cents }) => ({
        ...{ poleId: actor.poleId, callId: id, structureId, cents },
        weight: weight === null ? null : String(weight),
        exact: fractionText(exact),
      })),
    )
    .execute();
  return { id, poolId };
}

function tellCalls(tx: Tx, { poleId }: Actor, structureId: string, calls: readonly { id: string }[]): Promise<void> {
  return enqueue(tx, "money-email", { kind: "calls", poleId, structureId, callIds: calls.map(({ id }) => id) });
}

const isAsked = ({ cents }: { cents: Cents }) => cents > 0;
const sumOf = (amounts: readonly Cents[]) => amounts.reduce((all, cents) => all + cents, 0);

import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import { groupBy } from "../../kernel/group-by";
import type { Cents } from "../../kernel/money";
import { unsettledOf, type Unsettled } from "../../ledger";
import type { CallToAdjust } from "../calls";
import type { DraftPeriod } from "../draft-types";
import { paidOf, paidPart } from "./settlement";

/** What was asked apart from the months, and meets this one, with what of it is paid: by the books. */
interface AskedApart {
  /** Of the calls that the month gives back. */
  readonly calls: readonly { readonly structureId: string; readonly paidCents: Cents }[];
  /** Of the fees called in the month; negative: credited in it. */
  readonly fees: readonly { readonly structureId: string; readonly unpaidCents: Cents }[];
}

/**
 * What of calls given back, and of the month's fees, is paid: what is not becomes a part of the month's one amount, and is
 * asked there. On the members' accounts it stands once, whichever way it is paid.
 */
export async function askedApart(tx: Tx, period: DraftPeriod, calls: readonly CallToAdjust[]): Promise<AskedApart> {
  const fees = await feesOf(tx, period);
  const ids = [...new Set([...calls, ...fees].map(({ structureId }) => structureId))];
  const lines = groupBy(await unsettledOf(tx, period.poleId, ids), ({ structureId }) => structureId);
  const toPost = await toPostByLocked(tx, period);
  const paid = new Map(
    ids.map((structureId) => {
      const own = lines.get(structureId) ?? [];
      const notices = own
        .filter(isNotice)
        .map(({ sourceId, entryId, cents }) => ({ id: entryId ?? sourceId ?? "", cents }));
      const money = -total(own.filter(({ bank }) => bank));
      const others =
        total(own.filter((line) => !line.bank && !isNotice(line) && !isFeeCredit(line))) +
        (toPost.get(structureId) ?? 0);
      const known = paidOf(notices, money, others);
      // Not among what is unsettled: a letter has it with the money that paid it.
      // A credit alone is left of it: it was paid before.
      const stands = (id: string) => notices.some((one) => one.id === id && one.cents >= 0);
      return [structureId, (id: string, cents: Cents) => (stands(id) ? (known.get(id) ?? 0) : cents)];
    }),
  );
  return {
    calls: calls.map(({ callId, structureId, cents, beforeCents, leftCents }) => {
      const paidCents = paid.get(structureId)?.(callId, beforeCents + cents + leftCents) ?? 0;
      return { structureId, paidCents: paidPart(paidCents, beforeCents, cents) };
    }),
    fees: fees.map(({ structureId, entryId, cents }) => {
      if (cents < 0) return { structureId, unpaidCents: cents };
      return { structureId, unpaidCents: cents - Math.min(cents, paid.get(structureId)?.(entryId, cents) ?? 0) };
    }),
  };
}

/** A fee called and credited is two lines: what was called, and what its credit's own month brings back. */
const isFeeCredit = ({ sourceKind, cents }: Unsettled) => sourceKind === "fee" && cents < 0;
const isNotice = (line: Unsettled) =>
  !line.bank && (line.sourceKind === "call" || line.sourceKind === "fee") && !isFeeCredit(line);
const total = (lines: readonly { cents: Cents }[]) => lines.reduce((all, { cents }) => all + cents, 0);

/** What was called as fees in the month, by its entry, and (negative) credited. */
async function feesOf(
  tx: Tx,
  { id, poleId }: DraftPeriod,
): Promise<{ structureId: string; entryId: string; cents: Cents }[]> {
  const { rows } = await sql<{ structureId: string; entryId: string; cents: Cents }>`
    select f.structure_id, f.entry_id, f.cents from fees f join entries e on e.id = f.entry_id
     where f.pole_id = ${poleId} and e.period_id = ${id}
    union all
    select f.structure_id, c.entry_id, -f.cents
      from fee_credits c join fees f using (scale_id, structure_id, round) join entries e on e.id = c.entry_id
     where c.pole_id = ${poleId} and e.period_id = ${id}`.execute(tx);
  return rows;
}

/** What months that are locked will post on each account when they close, with its sign. */
async function toPostByLocked(tx: Tx, { id, poleId }: DraftPeriod): Promise<Map<string, Cents>> {
  const { rows } = await sql<{ structureId: string; cents: Cents }>`
    select n.structure_id, sum(n.net_cents - n.fees_cents + n.calls_cents - coalesce(r.cents, 0))::bigint as cents
      from nettings n join periods p on p.id = n.period_id
      left join (select period_id, structure_id, sum(cents) as cents from call_returns group by 1, 2) r
             on r.period_id = n.period_id and r.structure_id = n.structure_id
     where p.pole_id = ${poleId} and p.state = 'locked' and p.id <> ${id} group by n.structure_id`.execute(tx);
  return new Map(rows.map(({ structureId, cents }) => [structureId, cents]));
}

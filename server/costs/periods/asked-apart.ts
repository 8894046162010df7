import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import { groupBy } from "../../kernel/group-by";
import type { Cents } from "../../kernel/money";
import { unsettledOf } from "../../ledger";
import type { CallToAdjust } from "../calls";
import type { DraftPeriod } from "../draft-types";
import { paidOf, paidPart } from "./settlement";

/** What was asked apart from the months, and meets this one, with what of it is paid: by the books. */
interface AskedApart {
  /** Of the calls that the month gives back. */
  readonly calls: readonly { readonly structureId: string; readonly paidCents: Cents }[];
  /** Of the fees called in the month. */
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
      const notices = own.filter(isNotice).map(({ sourceId, cents }) => ({ id: sourceId ?? "", cents }));
      const money = -total(own.filter(({ bank }) => bank));
      const others = total(own.filter((line) => !line.bank && !isNotice(line))) + (toPost.get(structureId) ?? 0);
      const known = paidOf(notices, money, others);
      // Not among what is unsettled: a letter has it with the money that paid it.
      return [
        structureId,
        (id: string, cents: Cents) => (notices.some((one) => one.id === id) ? (known.get(id) ?? 0) : cents),
      ];
    }),
  );
  return {
    calls: calls.map(({ callId, structureId, cents, beforeCents, leftCents }) => {
      const paidCents = paid.get(structureId)?.(callId, beforeCents + cents + leftCents) ?? 0;
      return { structureId, paidCents: paidPart(paidCents, beforeCents, cents) };
    }),
    fees: fees.map(({ structureId, scaleId, cents }) => {
      return { structureId, unpaidCents: cents - Math.min(cents, paid.get(structureId)?.(scaleId, cents) ?? 0) };
    }),
  };
}

const isNotice = ({ bank, sourceKind }: { bank: boolean; sourceKind: string | null }) =>
  !bank && (sourceKind === "call" || sourceKind === "fee");
const total = (lines: readonly { cents: Cents }[]) => lines.reduce((all, { cents }) => all + cents, 0);

/** What was called as fees in the month. */
async function feesOf(
  tx: Tx,
  { id, poleId }: DraftPeriod,
): Promise<{ structureId: string; scaleId: string; cents: Cents }[]> {
  return tx
    .selectFrom("fees as f")
    .innerJoin("entries as e", "e.id", "f.entryId")
    .select(["f.structureId", "f.scaleId", "f.cents"])
    .where("f.poleId", "=", poleId)
    .where("e.periodId", "=", id)
    .execute();
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

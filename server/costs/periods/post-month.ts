import type { Tx } from "../../../db/transaction";
import { formatMonth } from "../../kernel/format";
import { groupBy } from "../../kernel/group-by";
import { newId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { postEntry, type NewEntry, type NewPosting } from "../../ledger";
import type { Allocation, DraftPeriod } from "../draft-types";
import { monthName } from "./month-of-books";
import type { MonthSums } from "./sums-of-month";

/** As much of a pool as its entries say. */
export interface BookedPool {
  readonly id: string;
  readonly name: string;
  readonly actsAs: string;
  readonly legalMode: string;
}

/** All that closing a month posts, as entries. The words are the books': French, whoever closes. */
export function entriesOfMonth(
  period: DraftPeriod,
  allocations: readonly Allocation[],
  sums: MonthSums,
  pools: ReadonlyMap<string, BookedPool>,
): Pick<NewEntry, "journal" | "label" | "postings">[] {
  const month = formatMonth(period.startsOn, "fr");
  const name = (poolId: string) => pools.get(poolId)?.name ?? "";
  const entries: Pick<NewEntry, "journal" | "label" | "postings">[] = [];
  const add = (journal: NewEntry["journal"], label: string, postings: readonly NewPosting[]) => {
    const lines = postings.filter(({ cents }) => cents !== 0);
    if (lines.length > 0) entries.push({ journal, label, postings: lines });
  };
  for (const [poolId, of] of groupBy(allocations, (allocation) => allocation.poolId)) {
    const shares = sums.shares.filter((share) => share.poolId === poolId);
    const poleCents = total(of.map((allocation) => allocation.poleCents));
    add("VT", `Parts ${month} : ${name(poolId)}`, [
      ...shares.flatMap(({ structureId, cents, waitingCents }): NewPosting[] => [
        { role: "members", structureId, poolId, cents: cents - waitingCents },
        { role: "disputed", structureId, poolId, cents: waitingCents },
      ]),
      { role: "pole_own", poolId, cents: poleCents },
      { role: sharesRole(pools.get(poolId)), poolId, cents: -total(shares.map(({ cents }) => cents)) - poleCents },
    ]);
    const funded = total(of.flatMap(({ fundings }) => fundings.map(({ cents }) => cents)));
    // A shortfall takes back what was entered as to be received.
    const lost = total(of.filter(({ kind }) => kind === "shortfall").map(({ totalCents }) => totalCents));
    const income = pools.get(poolId)?.actsAs === "agent" ? "agent" : "subsidies";
    add("OD", `Financements ${month} : ${name(poolId)}`, pair("subsidies_receivable", income, funded, poolId));
    add("OD", `Financements non versés ${month} : ${name(poolId)}`, pair(income, "subsidies_receivable", lost, poolId));
  }
  for (const [poolId, calls] of groupBy(sums.calls, (call) => call.poolId)) {
    const each = [...groupBy(calls, (call) => call.structureId)];
    add(
      "VT",
      `Provisions reprises ${month} : ${name(poolId)}`,
      each.flatMap(([structureId, own]): NewPosting[] => {
        const cents = total(own.map((call) => call.cents));
        return [
          { role: "calls", structureId, poolId, cents },
          { role: "members", structureId, poolId, cents: -cents },
        ];
      }),
    );
  }
  add(
    "OD",
    `Contestations décidées ${month}`,
    sums.released.flatMap(({ structureId, poolId, cents }): NewPosting[] => [
      { role: "members", structureId, poolId, cents },
      { role: "disputed", structureId, poolId, cents: -cents },
    ]),
  );
  add(
    "OD",
    `Avances compensées ${month}`,
    sums.structures.flatMap(({ structureId, advancesCents }): NewPosting[] => [
      { role: "member_advances", structureId, cents: advancesCents },
      { role: "members", structureId, cents: -advancesCents },
    ]),
  );
  return entries;
}

/** Posts them, one after the other, in the month; `told` after each. */
export async function postMonth(
  tx: Tx,
  period: DraftPeriod,
  personId: string,
  entries: readonly Pick<NewEntry, "journal" | "label" | "postings">[],
  told: (posted: number) => Promise<void>,
): Promise<void> {
  const { id: periodId, poleId, endsOn: date } = period;
  const about = { poleId, periodId, date, pieceDate: date, pieceRef: monthName(period), personId };
  for (const [rank, entry] of entries.entries()) {
    await postEntry(tx, { id: newId(), ...about, ...entry, source: { kind: "closing", id: periodId } });
    await told(rank + 1);
  }
}

function sharesRole(pool: BookedPool | undefined): "agent" | "staff_loan_shares" | "shares" {
  if (pool?.actsAs === "agent") return "agent";
  return pool?.legalMode === "staff_loan" ? "staff_loan_shares" : "shares";
}

type Role = "subsidies_receivable" | "subsidies" | "agent";

function pair(debit: Role, credit: Role, cents: Cents, poolId: string): NewPosting[] {
  return [
    { role: debit, poolId, cents },
    { role: credit, poolId, cents: -cents },
  ];
}

function total(cents: readonly Cents[]): Cents {
  return cents.reduce((all, one) => all + one, 0);
}

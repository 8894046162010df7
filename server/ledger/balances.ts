import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import type { BookRole } from "./books";

/** Which balances: all of them when nothing is said. Periods are named by any day of theirs. */
export type BalanceFilter = {
  role?: BookRole;
  structureId?: string;
  /** A month, or a range of months, both included. */
  from?: LocalDate;
  until?: LocalDate;
};

/** The balance of an account, of one structure on it where it has structures: `cents` is debit less credit. */
export type Balance = {
  accountId: string;
  number: string;
  label: string;
  auxiliary: boolean;
  structureId: string | null;
  debitCents: Cents;
  creditCents: Cents;
  cents: Cents;
};

/** Balances by account and structure, kept with the postings; by number, then structure. One query. */
export async function balancesOf(tx: Tx, poleId: string, filter: BalanceFilter = {}): Promise<Balance[]> {
  const { role, structureId, from, until } = filter;
  const rows = await tx
    .selectFrom("balances as b")
    .innerJoin("accounts as a", "a.id", "b.accountId")
    .innerJoin("periods as p", "p.id", "b.periodId")
    .select(["a.id as accountId", "a.number", "a.label", "b.structureId", "b.auxiliary"])
    .select((of) => [
      sql<Cents>`${of.fn.sum("b.debitCents")}::bigint`.as("debitCents"),
      sql<Cents>`${of.fn.sum("b.creditCents")}::bigint`.as("creditCents"),
    ])
    .where("b.poleId", "=", poleId)
    .$if(structureId !== undefined, (query) => query.where("b.structureId", "=", structureId ?? ""))
    .$if(from !== undefined, (query) => query.where("p.endsOn", ">=", from ?? ""))
    .$if(until !== undefined, (query) => query.where("p.startsOn", "<=", until ?? ""))
    .$if(role !== undefined, (query) =>
      query.where("a.id", "in", (of) =>
        of
          .selectFrom("accountRoles")
          .select("accountId")
          .where("poleId", "=", poleId)
          .where("role", "=", role ?? ""),
      ),
    )
    .groupBy(["a.id", "a.number", "a.label", "b.structureId", "b.auxiliary"])
    .orderBy("a.number")
    .orderBy("b.structureId")
    .execute();
  return rows.map((row) => ({ ...row, cents: row.debitCents - row.creditCents }));
}

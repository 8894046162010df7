import { sql, type Expression, type SqlBool } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import type { Journal } from "./books";

/** A line of an entry, as it is read. */
export type EntryLine = {
  line: number;
  accountId: string;
  account: string;
  accountLabel: string;
  structureId: string | null;
  structure: string | null;
  /** The number of a structure's own account in files: its slug; null on an account that has none. */
  auxiliary: string | null;
  poolId: string | null;
  cents: Cents;
  label: string;
  letter: string | null;
  letteringId: string | null;
  letteredAt: Date | null;
};

type Named = { id: string; number: number; fiscalYear: number };

/** An entry as it is read: its head, its lines, what it takes back or what took it back. */
export type JournalEntry = Named & {
  position: number;
  journal: Journal;
  periodId: string;
  date: LocalDate;
  pieceRef: string;
  pieceDate: LocalDate;
  label: string;
  source: { kind: string; id: string } | null;
  reverses: Named | null;
  reversedBy: Named | null;
  reason: string;
  /** Who posted it; null for a job. */
  person: string | null;
  postedAt: Date;
  hash: string;
  /** Of its debits. */
  totalCents: Cents;
  lines: EntryLine[];
};

/** Which entries, of `e`: the head's table. */
type Asked = { where: Expression<SqlBool>; first: "latest" | "earliest"; limit: number; offset?: number };

/** Entries with their lines: two queries, whatever their number. */
export async function readEntries(tx: Tx, { where, first, limit, offset = 0 }: Asked): Promise<JournalEntry[]> {
  const heads = await tx
    .selectFrom("entries as e")
    .leftJoin("entrySeals as s", "s.entryId", "e.id")
    .leftJoin("people as p", "p.id", "e.personId")
    .leftJoin("entries as u", "u.id", "e.reverses")
    .leftJoin("entries as r", "r.reverses", "e.id")
    .select(["e.id", "e.number", "e.fiscalYear", "e.position", "e.journal", "e.periodId", "e.date", "e.pieceRef"])
    .select([
      "e.pieceDate",
      "e.label",
      "e.sourceKind",
      "e.sourceId",
      "e.reason",
      "e.postedAt",
      "s.hash",
      "p.name as person",
    ])
    .select(["u.id as undoneId", "u.number as undoneNumber", "u.fiscalYear as undoneYear"])
    .select(["r.id as reversalId", "r.number as reversalNumber", "r.fiscalYear as reversalYear"])
    .where(where)
    .orderBy("e.position", first === "latest" ? "desc" : "asc")
    .limit(limit)
    .offset(offset)
    .execute();
  const lines = await linesOf(
    tx,
    heads.map(({ id }) => id),
  );
  return heads.map(
    ({
      sourceKind,
      sourceId,
      undoneId,
      undoneNumber,
      undoneYear,
      reversalId,
      reversalNumber,
      reversalYear,
      ...head
    }) => {
      const own = lines.get(head.id) ?? [];
      return {
        ...head,
        journal: head.journal as Journal,
        hash: head.hash ?? "",
        source: sourceKind && sourceId ? { kind: sourceKind, id: sourceId } : null,
        reverses: named(undoneId, undoneNumber, undoneYear),
        reversedBy: named(reversalId, reversalNumber, reversalYear),
        totalCents: own.reduce((sum, { cents }) => sum + Math.max(cents, 0), 0),
        lines: own,
      };
    },
  );
}

const named = (id: string | null, number: number | null, fiscalYear: number | null): Named | null =>
  id && number && fiscalYear ? { id, number, fiscalYear } : null;

async function linesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, EntryLine[]>> {
  const lines = new Map<string, EntryLine[]>();
  if (ids.length === 0) return lines;
  const rows = await tx
    .selectFrom("postings as p")
    .innerJoin("accounts as a", "a.id", "p.accountId")
    .leftJoin("structures as s", "s.id", "p.structureId")
    .leftJoin("letteredPostings as m", (on) => on.onRef("m.entryId", "=", "p.entryId").onRef("m.line", "=", "p.line"))
    .leftJoin("letterings as l", "l.id", "m.letteringId")
    .select(["p.entryId", "p.line", "p.accountId", "a.number as account", "a.label as accountLabel", "p.structureId"])
    .select([
      "s.name as structure",
      "p.poolId",
      "p.cents",
      "p.label",
      "l.code as letter",
      "l.id as letteringId",
      "l.at as letteredAt",
    ])
    .select(sql<string | null>`case when p.auxiliary then s.slug end`.as("auxiliary"))
    .where("p.entryId", "in", ids)
    .orderBy("p.entryId")
    .orderBy("p.line")
    .execute();
  for (const { entryId, ...line } of rows) {
    const own = lines.get(entryId);
    if (own) own.push(line);
    else lines.set(entryId, [line]);
  }
  return lines;
}

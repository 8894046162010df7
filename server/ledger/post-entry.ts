import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { Conflict, Invalid } from "../kernel/errors";
import { assertCents, type Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import { ROLES_OF_STRUCTURES, type BookRole, type Journal } from "./books";

/** A line: debit above zero, credit under it. A line of nothing is left out. */
export type NewPosting = ({ role: BookRole } | { account: string }) & {
  structureId?: string | null;
  /** The cost pool it is of, for the sums by pool. */
  poolId?: string | null;
  cents: Cents;
  label?: string;
};

/** An entry to post. */
export type NewEntry = {
  /** Made by who asks; the same again gives the first answer. */
  id: string;
  poleId: string;
  periodId: string;
  journal: Journal;
  /** Brought into the period where it lies outside; the document's own day is `pieceDate`. */
  date: LocalDate;
  pieceRef: string;
  pieceDate: LocalDate;
  label: string;
  /** Null for a job. */
  personId: string | null;
  idempotencyKey?: string;
  postings: readonly NewPosting[];
  /** What it is written for ("charge", "call", "closing", "payment"…): the page of the journal links to it. */
  source?: { kind: string; id: string };
  /** The entry that it takes back, whole, and why. */
  reverses?: string;
  reason?: string;
};

/** As it was posted: its number in the year, without gap. */
export type PostedEntry = { id: string; number: number; fiscalYear: number };

/**
 * Posts an entry in the caller's transaction, which holds the pôle's books from then on: entries are numbered and chained
 * one after the other. By the pôle's manager and by jobs (see the README, "Who writes"). The same id or idempotency key
 * with the same content gives the first answer. Sealed when the transaction commits, or by sealEntries().
 * @throws Conflict "entry_reused" when the id or the key came with other content
 * @throws Invalid "unknown_account" for a number that is not in the accounts (6… and 7… are made where they are missing)
 * @throws RangeError for lines that do not make zero, are fewer than two, or lack the structure they are of
 */
export async function postEntry(tx: Tx, entry: NewEntry): Promise<PostedEntry> {
  const postings = entry.postings.filter(({ cents }) => cents !== 0);
  checkLines(postings);
  const requestSha256 = hashOf(entry);
  await sql`select app.lock_ledger()`.execute(tx);
  const posted = await findPosted(tx, entry);
  if (posted) {
    if (posted.requestSha256 !== requestSha256) throw new Conflict("entry_reused", { id: posted.id });
    return { id: posted.id, number: posted.number, fiscalYear: posted.fiscalYear };
  }
  const accountOf = await findAccounts(tx, entry.poleId, postings);
  const { id, poleId, periodId, journal, personId } = entry;
  const row = await tx
    .insertInto("entries")
    .values({
      ...{ id, poleId, periodId, journal, personId, requestSha256 },
      date: sql<string>`(select least(greatest(${entry.date}::date, p.starts_on), p.ends_on) from periods p where p.id = ${periodId})`,
      pieceRef: oneLine(entry.pieceRef, 60),
      pieceDate: entry.pieceDate,
      label: oneLine(entry.label, 200),
      sourceKind: entry.source?.kind ?? null,
      sourceId: entry.source?.id ?? null,
      reverses: entry.reverses ?? null,
      reason: (entry.reason ?? "").slice(0, 500),
      idempotencyKey: entry.idempotencyKey ?? null,
    })
    .returning(["id", "number", "fiscalYear"])
    .executeTakeFirstOrThrow();
  const rows = postings.map((posting, index) => ({
    entryId: id,
    line: index + 1,
    poleId,
    accountId: accountOf(posting),
    structureId: posting.structureId ?? null,
    poolId: posting.poolId ?? null,
    cents: posting.cents,
    label: oneLine(posting.label ?? "", 200),
  }));
  // One statement, whatever the number of lines: the database fills what it copies of the entry.
  await sql`
    insert into postings (entry_id, line, pole_id, account_id, structure_id, pool_id, cents, label)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as lines(
      "entryId" uuid, line smallint, "poleId" uuid, "accountId" uuid, "structureId" uuid, "poolId" uuid, cents bigint, label text)
    order by line`.execute(tx);
  return row;
}

/**
 * Seals what this transaction has posted so far, and tells the last hash of the chain: what the manifest of a month keeps.
 * Without it they are sealed by the commit.
 */
export async function sealEntries(tx: Tx, poleId: string): Promise<{ position: number; hash: string }> {
  await sql`set constraints seal_entry immediate`.execute(tx);
  await sql`set constraints seal_entry deferred`.execute(tx);
  const head = await tx
    .selectFrom("ledgers")
    .select(["lastPosition", "lastHash"])
    .where("poleId", "=", poleId)
    .executeTakeFirstOrThrow();
  return { position: head.lastPosition, hash: head.lastHash };
}

/** As the books take it: on one line, without what separates columns in a file. */
function oneLine(text: string, length: number): string {
  return text
    .replace(/[\s|]+/g, " ")
    .trim()
    .slice(0, length)
    .trim();
}

function checkLines(postings: readonly NewPosting[]): void {
  let total = 0;
  for (const posting of postings) {
    assertCents(posting.cents);
    total += posting.cents;
    if ("role" in posting && ROLES_OF_STRUCTURES.has(posting.role) && !posting.structureId)
      throw new RangeError(`A line of ${posting.role} is of a structure.`);
  }
  if (total !== 0) throw new RangeError(`Debits and credits differ by ${total}.`);
  if (postings.length < 2) throw new RangeError("An entry has two postings at least.");
}

/** Of what was asked: neither the id, nor the month it went to, which a second request may find closed. */
function hashOf(entry: NewEntry): string {
  const { journal, date, pieceRef, pieceDate, label, source, reverses, reason, postings } = entry;
  const lines = postings.map((posting) => [
    "role" in posting ? posting.role : posting.account,
    posting.structureId ?? null,
    posting.poolId ?? null,
    posting.cents,
    posting.label ?? "",
  ]);
  const content = [journal, date, pieceRef, pieceDate, label, source?.kind, source?.id, reverses, reason, lines];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

function findPosted(tx: Tx, { id, poleId, idempotencyKey }: NewEntry) {
  return tx
    .selectFrom("entries")
    .select(["id", "number", "fiscalYear", "requestSha256"])
    .where("poleId", "=", poleId)
    .where((where) =>
      where.or([where("id", "=", id), ...(idempotencyKey ? [where("idempotencyKey", "=", idempotencyKey)] : [])]),
    )
    .limit(1)
    .executeTakeFirst();
}

async function findAccounts(tx: Tx, poleId: string, postings: readonly NewPosting[]) {
  const roles = new Map(
    (await tx.selectFrom("accountRoles").select(["role", "accountId"]).where("poleId", "=", poleId).execute()).map(
      ({ role, accountId }) => [role, accountId],
    ),
  );
  const numbers = [...new Set(postings.flatMap((posting) => ("account" in posting ? [posting.account] : [])))];
  const { rows } =
    numbers.length === 0
      ? { rows: [] }
      : await sql<{ number: string; id: string | null }>`
          select number, app.account_numbered(number) as id
            from jsonb_array_elements_text(${JSON.stringify(numbers)}::text::jsonb) number`.execute(tx);
  const byNumber = new Map(rows.map(({ number, id }) => [number, id]));
  return (posting: NewPosting): string => {
    const id = "role" in posting ? roles.get(posting.role) : byNumber.get(posting.account);
    if (!id)
      throw new Invalid("unknown_account", undefined, { account: "role" in posting ? posting.role : posting.account });
    return id;
  };
}

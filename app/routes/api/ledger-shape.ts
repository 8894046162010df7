import { z } from "zod";
import { Id, Instant, isoWithOffset, Money, money } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import { localDateOf, startOfMonth } from "~server/kernel/time";
import { JOURNALS, type AccountLine, type EntryLine, type JournalEntry, type MonthRange } from "~server/ledger";
import { Month, Named } from "./costs-shape";

/** An account, as entries and balances name it. */
export const AccountNamed = z.object({ id: Id, number: z.string(), label: z.string() });

const EntryNumber = z.object({ id: Id, number: z.int(), year: z.int() });
const Source = z
  .object({ kind: z.string(), id: z.string() })
  .nullable()
  .meta({ description: "The document that it was posted for: a charge, a call, a fee, a payment, a closing…" });
const LetterOf = z
  .object({ id: Id, code: z.string() })
  .nullable()
  .meta({ description: "Lines of a letter make zero." });

/** A signed amount of a line or a balance. */
const Signed = Money.meta({ description: "Debit above zero, credit under it." });

/** An entry of the journal, with its lines. */
export const Entry = z
  .object({
    id: Id,
    number: z.int().meta({ description: "In its year, without gap." }),
    year: z.int(),
    journal: z.enum(JOURNALS),
    date: z.iso.date(),
    pieceRef: z.string(),
    pieceDate: z.iso.date(),
    label: z.string(),
    source: Source,
    reverses: EntryNumber.nullable(),
    reversedBy: EntryNumber.nullable(),
    reason: z.string().meta({ description: "Of a reversal: why." }),
    postedBy: z.string().nullable().meta({ description: "Null: a job." }),
    postedAt: Instant,
    seal: z.string().meta({ description: "SHA-256 of the entry, its lines and the seal before." }),
    total: Money.meta({ description: "Of its debits." }),
    lines: z.array(
      z.object({
        line: z.int(),
        account: AccountNamed,
        structure: Named.nullable(),
        poolId: Id.nullable(),
        amount: Signed,
        label: z.string(),
        letter: LetterOf,
      }),
    ),
  })
  .meta({ id: "Entry" });

/** An entry as the API shows it. */
export function shownEntry(entry: JournalEntry, { timeZone }: Actor): z.input<typeof Entry> {
  const { id, number, fiscalYear: year, journal, date, pieceRef, pieceDate, label, source, reason, person } = entry;
  const named = (other: JournalEntry["reverses"]) =>
    other && { id: other.id, number: other.number, year: other.fiscalYear };
  return {
    ...{ id, number, year, journal, date, pieceRef, pieceDate, label, source, reason, postedBy: person },
    ...{ reverses: named(entry.reverses), reversedBy: named(entry.reversedBy) },
    ...{ postedAt: isoWithOffset(entry.postedAt, timeZone), seal: entry.hash, total: money(entry.totalCents) },
    lines: entry.lines.map(shownLine),
  };
}

function shownLine({ line, accountId, account, accountLabel, ...of }: EntryLine) {
  return {
    ...{ line, account: { id: accountId, number: account, label: accountLabel }, poolId: of.poolId },
    structure: of.structureId === null ? null : { id: of.structureId, name: of.structure ?? "" },
    ...{ amount: money(of.cents), label: of.label },
    letter: of.letteringId === null ? null : { id: of.letteringId, code: of.letter ?? "" },
  };
}

/** The lines of an account over months, with the balance after each. */
export const accountOf = {
  opening: Signed,
  closing: Signed,
  count: z.int(),
  items: z.array(
    z.object({
      entryId: Id,
      line: z.int(),
      number: z.int(),
      year: z.int(),
      journal: z.string(),
      date: z.iso.date(),
      pieceRef: z.string(),
      label: z.string(),
      account: z.string().meta({ description: "Its number." }),
      structure: z.string().nullable(),
      amount: Signed,
      balance: Signed,
      letter: LetterOf,
      source: Source,
    }),
  ),
  nextCursor: z.string().nullable(),
};

/** A line of an account as the API shows it. */
export function shownAccountLine(of: AccountLine) {
  const { key, entryId, number, fiscalYear: year, journal, date, pieceRef, label, account, structure } = of;
  return {
    ...{ entryId, line: Number(key.split("/")[1]), number, year, journal, date, pieceRef, label, account, structure },
    ...{ amount: money(of.cents), balance: money(of.balance), letter: of.letter, source: of.source },
  };
}

/** The parameters that choose months of the books. */
export const monthsAsked = {
  firstMonth: Month.optional().meta({ description: "Left out: January of the last one's year." }),
  lastMonth: Month.optional().meta({ description: "Included; left out: this month." }),
};

/** The months asked for, by their first days. */
export function rangeAsked(
  { firstMonth, lastMonth }: { firstMonth?: string | undefined; lastMonth?: string | undefined },
  { timeZone }: Actor,
): MonthRange {
  const until = lastMonth ? `${lastMonth}-01` : startOfMonth(localDateOf(new Date(), timeZone));
  const from = firstMonth ? `${firstMonth}-01` : `${until.slice(0, 4)}-01-01`;
  return from <= until ? { from, until } : { from: until, until: from };
}

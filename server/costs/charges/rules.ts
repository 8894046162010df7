import type { Cents } from "../../kernel/money";
import { addDays, addMonths, startOfMonth, type LocalDate } from "../../kernel/time";

/** 10 000 000,00 €: more on one document is a slip of the finger. */
const MOST: Cents = 1_000_000_000;

/** Of one document, in bytes; and how many prove one charge. */
export const MAX_PROOF = 10 * 1024 * 1024;
export const MAX_PROOFS = 6;

/** A document is of these days: years before are a slip, and so is what is more than two months ahead. */
export const FIRST_DAY: LocalDate = "2000-01-01";
const DAYS_AHEAD = 62;
/** What a document pays for begins at most so many months after its date, or before it: further is a slip of the year. */
const MONTHS_AFTER = 12;
const MONTHS_BEFORE = 60;

/** What a charge is, in a loan of staff: all that it may invoice (L. 8241-1 of the Code du travail). */
export const NATURES = ["ordinary", "salary", "social_charges", "expenses"] as const;
export type Nature = (typeof NATURES)[number];

/** Where a charge is on its way. */
export const CHARGE_STATES = ["draft", "submitted", "approved", "refused"] as const;
export type ChargeState = (typeof CHARGE_STATES)[number];

/**
 * An amount as people write it in France: "12", "12,5", "1 234,56 €", "1.234,56", "-40,00" for a credit; in cents. Null
 * for anything else, for a fraction of a cent, and above ten millions of euros. "1.234" is refused: it may mean either.
 */
export function readMoney(text: string): Cents | null {
  const plain = text
    .replace(/[\s\u00a0\u202f]|€|EUR$/gi, "")
    .replace(/^[\u2212\u2013]/, "-")
    .replace(/^\+/, "");
  const match =
    /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(plain) ??
    // Thousands set apart by points, as some programs do, only before a comma.
    /^(-?)(\d{1,3}(?:\.\d{3})+),(\d{1,2})$/.exec(plain);
  if (!match) return null;
  const [, sign, euros = "", rest = ""] = match;
  const cents = Number(euros.replaceAll(".", "")) * 100 + Number(rest.padEnd(2, "0"));
  if (cents > MOST) return null;
  return sign && cents > 0 ? -cents : cents;
}

/** The days that a document is for when nobody says: the whole month of its date. */
export function monthOfService(documentOn: LocalDate): { from: LocalDate; until: LocalDate } {
  const from = startOfMonth(documentOn);
  return { from, until: addDays(addMonths(from, 1), -1) };
}

/** What is wrong with the days of a document, by field; null when nothing is. */
export function wrongDays(
  days: { documentOn: LocalDate; servedFrom: LocalDate; servedUntil: LocalDate },
  today: LocalDate,
): {
  field: "documentOn" | "servedFrom" | "servedUntil";
  code:
    "date_too_early" | "date_too_far" | "served_far_ahead" | "served_far_back" | "served_reversed" | "served_too_long";
} | null {
  const { documentOn, servedFrom, servedUntil } = days;
  if (documentOn < FIRST_DAY) return { field: "documentOn", code: "date_too_early" };
  if (documentOn > addDays(today, DAYS_AHEAD)) return { field: "documentOn", code: "date_too_far" };
  if (servedFrom < FIRST_DAY) return { field: "servedFrom", code: "date_too_early" };
  if (servedFrom > addMonths(documentOn, MONTHS_AFTER)) return { field: "servedFrom", code: "served_far_ahead" };
  if (servedFrom < addMonths(documentOn, -MONTHS_BEFORE)) return { field: "servedFrom", code: "served_far_back" };
  if (servedUntil < servedFrom) return { field: "servedUntil", code: "served_reversed" };
  if (servedUntil >= addMonths(servedFrom, 37)) return { field: "servedUntil", code: "served_too_long" };
  return null;
}

/** A charge, as far as the ledger minds. */
export interface Posted {
  readonly poolId: string;
  readonly account: string;
  readonly amountCents: Cents;
  /** The structure that advanced the money; null: the pôle pays. */
  readonly paidBy: string | null;
  /** A pool that collects for another has no expense of its own. */
  readonly agent: boolean;
}

/** A line that the ledger is asked for. */
export type ChargePosting = {
  readonly poolId: string | null;
  readonly structureId: string | null;
  readonly cents: Cents;
} & ({ readonly role: "agent" | "suppliers" | "member_advances" } | { readonly account: string });

/** Debit the expense (or what is held for another), credit the supplier or the member who advanced; a credit mirrors. */
export function postingsOf({ poolId, account, amountCents, paidBy, agent }: Posted): ChargePosting[] {
  const spent = { poolId, structureId: null, cents: amountCents };
  return [
    agent ? { ...spent, role: "agent" } : { ...spent, account },
    { role: paidBy ? "member_advances" : "suppliers", poolId: null, structureId: paidBy, cents: -amountCents },
  ];
}

/** The day of an entry: the document's own, or the nearest of the month in which it is posted. */
export function entryDay(documentOn: LocalDate, period: { startsOn: LocalDate; endsOn: LocalDate }): LocalDate {
  if (documentOn < period.startsOn) return period.startsOn;
  return documentOn > period.endsOn ? period.endsOn : documentOn;
}

/**
 * What a correction takes off: the whole of what remains of a charge, or the difference with the right amount. Null where
 * it would change nothing. Corrections made before count: `remaining` is the charge with all of them.
 */
export function correctionOf(remaining: Cents, right: Cents | null): Cents | null {
  const difference = (right ?? 0) - remaining;
  return difference === 0 ? null : difference;
}

const PDF = "%PDF-";
/** HEIC and AVIF, as telephones write them: their sort stands after a length. */
const BOXED = /^ftyp(heic|heix|hevc|mif1|msf1|avif|heim|heis)/;

/** What a proof is by what is in it: a photograph or a PDF; null for all else, whatever its name says. */
export function proofType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "image/webp";
  if (BOXED.test(head.slice(4))) return "image/heic";
  return head.startsWith(PDF) ? "application/pdf" : null;
}

/** The first days of service of what comes every so many months, and the last day of each. Whole months never drift. */
export function timesOf(
  { startsOn, endsOn, everyMonths }: { startsOn: LocalDate; endsOn: LocalDate; everyMonths: number },
  from: LocalDate,
  until: LocalDate,
): { from: LocalDate; until: LocalDate; next: LocalDate }[] {
  const times = [];
  for (let index = 0; ; index += 1) {
    const start = addMonths(startsOn, index * everyMonths);
    if (start > endsOn || start > until) return times;
    const next = addMonths(startsOn, (index + 1) * everyMonths);
    if (start >= from) times.push({ from: start, until: endsOn < next ? endsOn : addDays(next, -1), next });
  }
}

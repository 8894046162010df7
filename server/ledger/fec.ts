import type { Cents } from "../kernel/money";
import { localDateOf, type LocalDate } from "../kernel/time";
import type { JournalEntry } from "./entries";

/** The eighteen columns of the file of accounting entries (LPF, article A. 47 A-1). */
export const FEC_COLUMNS = [
  ...["JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum", "CompAuxLib"],
  ...["PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate"],
  ...["Montantdevise", "Idevise"],
] as const;

/** The journals' names in the file, which is French whoever asks for it. */
const JOURNAL_NAMES = {
  AC: "Charges",
  VT: "Quotes-parts, cotisations et appels",
  BQ: "Banque",
  OD: "Opérations diverses",
  AN: "À-nouveaux",
};

/** The file's name: of who keeps the books, at the end of its year. */
export const fecName = (siren: string, year: number): string => `${siren}FEC${year}1231.txt`;

/** The first line: the names of the columns. */
export const fecHead = (): Buffer => toLatin9(`${FEC_COLUMNS.join("\t")}\r\n`);

/**
 * The lines of some entries, in ISO 8859-15, tabs between the fields. An entry is validated when it is sealed; one that
 * was sealed before its own day (a month closed before it ends) is of its own day, since the file allows no other.
 */
export function fecLines(entries: readonly JournalEntry[], timeZone: string): Buffer {
  const lines = entries.flatMap((entry) => {
    const posted = localDateOf(entry.postedAt, timeZone);
    return entry.lines.map((line) => [
      entry.journal,
      JOURNAL_NAMES[entry.journal],
      String(entry.number).padStart(6, "0"),
      compact(entry.date),
      line.account,
      line.accountLabel,
      line.auxiliary ?? "",
      line.auxiliary ? (line.structure ?? "") : "",
      entry.pieceRef,
      compact(entry.pieceDate),
      entry.label,
      amount(Math.max(line.cents, 0)),
      amount(Math.max(-line.cents, 0)),
      line.letter ?? "",
      line.letteredAt ? compact(localDateOf(line.letteredAt, timeZone)) : "",
      compact(posted < entry.date ? entry.date : posted),
      "",
      "",
    ]);
  });
  return toLatin9(lines.map((fields) => `${fields.map(field).join("\t")}\r\n`).join(""));
}

const compact = (day: LocalDate) => day.replaceAll("-", "");
const amount = (cents: Cents) => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, "0")}`;
const field = (text: string) => text.replace(/[\s|]+/g, " ").trim();

/** The eight places where ISO 8859-15 is not ISO 8859-1. */
const OWN = new Map(
  [..."€ŠšŽžŒœŸ"].map((sign, index) => [sign, [0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe][index] ?? 0]),
);
const REPLACED = new Set([0xa4, 0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe]);
/** What it has not, as one would type it. */
const TYPED = new Map([
  ["’", "'"],
  ["‘", "'"],
  ["“", '"'],
  ["”", '"'],
  ["–", "-"],
  ["—", "-"],
  ["−", "-"],
  ["…", "..."],
  ["\u202f", " "],
  ["\u2009", " "],
]);

/** A text in ISO 8859-15; what it cannot hold is written as one would type it, without its accent, or "?". */
export function toLatin9(text: string): Buffer {
  const bytes: number[] = [];
  for (const sign of text) {
    const own = OWN.get(sign);
    if (own !== undefined) bytes.push(own);
    else if (holds(sign)) bytes.push(sign.charCodeAt(0));
    else for (const typed of TYPED.get(sign) ?? bare(sign)) bytes.push(typed.charCodeAt(0));
  }
  return Buffer.from(bytes);
}

const holds = (sign: string) => sign.length === 1 && sign.charCodeAt(0) < 0x100 && !REPLACED.has(sign.charCodeAt(0));

function bare(sign: string): string {
  const without = sign.normalize("NFKD").replace(/\p{M}/gu, "");
  return without.length > 0 && [...without].every(holds) ? without : "?";
}

import { isKindKey, kindOf, parseAmount, ratePartsOf } from "../catalogue";
import { fold } from "../kernel/fold";
import { readSiret } from "../kernel/siret";
import { addDays, parseLocalDate, type LocalDate } from "../kernel/time";
import { type Field, type ImportKind, type TypedLine } from "./headings";
import { PRICE_COLUMNS, type PriceField } from "./price";
import { parseWeek, type Opening } from "./week-words";

/** What is wrong with a cell, or with a whole line when there is no field. */
export interface CellProblem {
  readonly field: Field | null;
  readonly code: CellProblemCode;
  /** What the sentence quotes. */
  readonly value?: string;
}

export type CellProblemCode =
  | "required"
  | "too_long"
  | "email"
  | "siret_length"
  | "siret_key"
  | "date"
  | "membership"
  | "role"
  | "kind"
  | "integer"
  | "too_large"
  | "amount"
  | "price_kind"
  | "price_below"
  | "open_to"
  | "approval"
  | "hours"
  | "duplicate"
  | "structure_unknown"
  | "structure_ambiguous"
  | "structure_ended"
  | "siret_elsewhere"
  | "same_name"
  | "other_kind"
  | "archived";

/** What a line says, once read. Absent: the cell is empty, or wrong. Prices are cents. */
export interface Values extends Partial<Record<PriceField, number>> {
  name?: string;
  siret?: string;
  activity?: string;
  legalForm?: string;
  town?: string;
  membership?: "member" | "partner" | "observer";
  since?: LocalDate;
  email?: string;
  structure?: string;
  role?: "administrator" | "treasurer" | "employee";
  kind?: string;
  owner?: string;
  place?: string;
  address?: string;
  capacity?: number;
  description?: string;
  hours?: readonly Opening[];
  units?: number;
  openTo?: "pole" | "network" | "public";
  approval?: "automatic" | "owner" | "manager";
}

/** A line read, with what is wrong in its cells. */
export interface ReadLine {
  readonly number: number;
  readonly values: Values;
  readonly problems: readonly CellProblem[];
}

/** The names of kinds of resource, folded, as people may write them: "salle" is "room". */
export type KindWords = Readonly<Record<string, string>>;

type Reader = (cell: string, words: KindWords) => { value: unknown } | { problem: CellProblemCode };

const MEMBERSHIPS: Readonly<Record<string, string>> = {
  membre: "member",
  adherent: "member",
  adherente: "member",
  member: "member",
  partenaire: "partner",
  partner: "partner",
  observateur: "observer",
  observatrice: "observer",
  observer: "observer",
};
const ROLES: Readonly<Record<string, string>> = {
  administration: "administrator",
  administrateur: "administrator",
  administratrice: "administrator",
  admin: "administrator",
  administrator: "administrator",
  direction: "administrator",
  tresorerie: "treasurer",
  tresorier: "treasurer",
  tresoriere: "treasurer",
  comptable: "treasurer",
  treasurer: "treasurer",
  equipe: "employee",
  salarie: "employee",
  salariee: "employee",
  employe: "employee",
  employee: "employee",
  benevole: "employee",
};

/** Not those named one by one: they are chosen on the page of rules. */
const OPEN_TO: Readonly<Record<string, string>> = {
  pole: "pole",
  "le pole": "pole",
  membres: "pole",
  "membres du pole": "pole",
  "structures du pole": "pole",
  reseau: "network",
  "le reseau": "network",
  network: "network",
  public: "public",
  "le public": "public",
  tous: "public",
  "tout le monde": "public",
  everybody: "public",
};
const APPROVALS: Readonly<Record<string, string>> = {
  non: "automatic",
  aucun: "automatic",
  automatique: "automatic",
  sans: "automatic",
  no: "automatic",
  oui: "owner",
  structure: "owner",
  "la structure": "owner",
  proprietaire: "owner",
  responsable: "owner",
  owner: "owner",
  yes: "owner",
  pole: "manager",
  "le pole": "manager",
  "equipe du pole": "manager",
  "charge de mission": "manager",
  "chargee de mission": "manager",
  manager: "manager",
};

const text =
  (longest: number): Reader =>
  (cell) =>
    cell.length > longest ? { problem: "too_long" } : { value: cell };
const word =
  (known: Readonly<Record<string, string>>, problem: CellProblemCode): Reader =>
  (cell) => {
    const value = known[fold(cell)];
    return value ? { value } : { problem };
  };
const whole =
  (largest: number): Reader =>
  (cell) => {
    const digits = cell.replace(/[ \u00a0\u202f]/g, "").replace(/[.,]0+$/, "");
    if (!/^\d{1,9}$/.test(digits) || Number(digits) < 1) return { problem: "integer" };
    return Number(digits) > largest ? { problem: "too_large" } : { value: Number(digits) };
  };
const orProblem =
  <T>(parse: (cell: string) => T | null, problem: CellProblemCode): Reader =>
  (cell) => {
    const value = parse(cell);
    return value === null ? { problem } : { value };
  };

const READERS: Record<Field, Reader> = {
  name: text(120),
  siret: (cell) => readSiret(cell),
  activity: text(120),
  legalForm: text(120),
  town: text(80),
  membership: word(MEMBERSHIPS, "membership"),
  since: orProblem(parseDay, "date"),
  email: orProblem(parseEmail, "email"),
  structure: text(120),
  role: word(ROLES, "role"),
  kind: (cell, words) => (words[fold(cell)] ? { value: words[fold(cell)] } : { problem: "kind" }),
  owner: text(120),
  place: text(120),
  address: text(200),
  capacity: whole(10_000),
  description: text(4000),
  ...(Object.fromEntries(PRICE_COLUMNS.map(({ field }) => [field, orProblem(parseAmount, "amount")])) as Record<
    PriceField,
    Reader
  >),
  hours: orProblem(parseWeek, "hours"),
  units: whole(1000),
  openTo: word(OPEN_TO, "open_to"),
  approval: word(APPROVALS, "approval"),
};

const REQUIRED: Record<ImportKind, readonly Field[]> = {
  structures: ["name"],
  people: ["email", "structure"],
  resources: ["kind", "name", "owner"],
};

/** Reads the cells of a line, each by what its column holds. */
export function readLine(kind: ImportKind, { number, cells }: TypedLine, words: KindWords): ReadLine {
  const problems: CellProblem[] = REQUIRED[kind]
    .filter((field) => !cells[field])
    .map((field) => ({ field, code: "required" }));
  const values: Record<string, unknown> = {};
  for (const [field, cell] of Object.entries(cells) as [Field, string][]) {
    const read = READERS[field](cell, words);
    if ("value" in read) values[field] = read.value;
    else problems.push({ field, code: read.problem, value: cell.slice(0, 80) });
  }
  if (kind === "resources") problems.push(...pricesWithoutUse(values as Values, cells));
  return { number, values: values as Values, problems };
}

/** A price that its kind knows nothing of: kilometres of a room, hours of a meal. */
function pricesWithoutUse(values: Values, cells: TypedLine["cells"]): CellProblem[] {
  const { kind = "" } = values;
  if (!isKindKey(kind)) return [];
  const parts = ratePartsOf(kindOf(kind));
  return PRICE_COLUMNS.filter(({ field, part }) => {
    const needs = part === "kilometre" || part === "unit" ? part : "time";
    return values[field] !== undefined && !parts.includes(needs);
  }).map(({ field }) => ({ field, code: "price_kind", value: cells[field] ?? "" }));
}

const MONTHS = "janv fevr mars avri mai juin juil aout sept octo nove dece".split(" ");

/** "26/11/2026", "26-11-26", "1er novembre 2026", "2026-11-26", or the number that a spreadsheet keeps of a day. */
export function parseDay(cell: string): LocalDate | null {
  const typed = cell.trim();
  if (/^\d{5}(\.\d+)?$/.test(typed)) {
    const days = Math.floor(Number(typed));
    // 1 January 1980 to 31 December 2099: other numbers of five figures are no day of ours.
    return days >= 29_221 && days <= 73_050 ? addDays("1899-12-30", days) : null;
  }
  const figures = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?: 0?0:00(?::00)?)?$/.exec(typed);
  if (figures) return dayOf(figures[3]!, Number(figures[2]), figures[1]!);
  const named = /^(\d{1,2}) (?:er )?([a-z]{3,9}) (\d{4})$/.exec(fold(typed).replace(/^1er /, "1 "));
  if (named) {
    const month = MONTHS.findIndex((name) => named[2]!.startsWith(name) || name.startsWith(named[2]!)) + 1;
    return month > 0 ? dayOf(named[3]!, month, named[1]!) : null;
  }
  return parseLocalDate(typed.slice(0, 10));
}

function dayOf(year: string, month: number, day: string): LocalDate | null {
  const full = year.length === 2 ? `20${year}` : year;
  return parseLocalDate(`${full}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** An address in one spelling, or null. "Claire Morin <claire@gue.fr>" and "mailto:" are taken as they are pasted. */
function parseEmail(cell: string): string | null {
  const address = (/<([^<>]+)>\s*$/.exec(cell)?.[1] ?? cell)
    .replace(/^mailto:/i, "")
    .trim()
    .toLowerCase();
  return address.length <= 254 && /^[^\s@,;<>"]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(address) ? address : null;
}

import { parseDay } from "../../imports";
import { fold } from "../../kernel/fold";
import type { Cents } from "../../kernel/money";
import type { LocalDate } from "../../kernel/time";
import { monthOfService, NATURES, readMoney, wrongDays, type Nature } from "./rules";

/** What a column of a table of charges can hold, with the headings it answers to; the first is the template's. */
export const CHARGE_COLUMNS = {
  documentOn: ["Date du document", "Date", "Date de facture", "Date facture", "Date of the document"],
  pool: ["Poste", "Poste de coûts", "Cost pool", "Pool"],
  supplier: ["Fournisseur", "Tiers", "Supplier"],
  reference: ["Référence", "N° de facture", "Numéro de facture", "Facture", "Pièce", "Reference"],
  label: ["Libellé", "Objet", "Désignation", "Description", "Label"],
  amount: ["Montant", "Montant TTC", "TTC", "Total", "Total TTC", "Amount"],
  servedFrom: ["Service du", "Du", "Début", "Served from"],
  servedUntil: ["Service au", "Au", "Fin", "Served until"],
  account: ["Compte", "N° de compte", "Account"],
  payer: ["Payée par", "Payé par", "Avancée par", "Qui a payé", "Paid by"],
  nature: ["Nature"],
  withoutProof: ["Pourquoi sans justificatif", "Sans justificatif", "Why without a proof"],
} as const satisfies Record<string, readonly string[]>;
export type ChargeColumn = keyof typeof CHARGE_COLUMNS;

/** Without these columns, nothing can be understood. */
export const NEEDED_COLUMNS: readonly ChargeColumn[] = ["documentOn", "pool", "supplier", "label", "amount"];

const NATURE_WORDS: Readonly<Record<string, Nature>> = {
  ...Object.fromEntries(NATURES.map((nature) => [nature, nature])),
  [fold("Charge ordinaire")]: "ordinary",
  [fold("Salaire")]: "salary",
  [fold("Cotisations sociales")]: "social_charges",
  [fold("Cotisations")]: "social_charges",
  [fold("Frais remboursés")]: "expenses",
  [fold("Frais")]: "expenses",
};

/** What a pôle has that a table names. */
export interface KnownForCharges {
  readonly today: LocalDate;
  readonly pools: readonly {
    readonly id: string;
    readonly name: string;
    readonly legalMode: string;
    readonly expenseAccount: string;
  }[];
  readonly members: readonly { readonly id: string; readonly name: string }[];
  /** How many charges there are already of each key (see keyOf). */
  readonly counts: ReadonlyMap<string, number>;
}

/** A line of the table: its number in the file, and its cells by column. */
export interface ChargeCells {
  readonly number: number;
  readonly cells: Readonly<Partial<Record<ChargeColumn, string>>>;
}

/** What is wrong with a cell. */
export interface ChargeCellProblem {
  readonly column: ChargeColumn;
  readonly code:
    | "required"
    | "too_long"
    | "date"
    | "date_too_early"
    | "date_too_far"
    | "served_far_ahead"
    | "served_far_back"
    | "served_reversed"
    | "served_too_long"
    | "amount"
    | "amount_zero"
    | "pool_unknown"
    | "account"
    | "payer_unknown"
    | "nature"
    | "staff_nature";
  readonly value: string;
  /** Of what is too long: the most signs that are taken; else 0. */
  readonly most: number;
}

/** A charge that a line says, ready to be written. */
export interface ReadCharge {
  readonly poolId: string;
  readonly supplier: string;
  readonly reference: string;
  readonly label: string;
  readonly amountCents: Cents;
  readonly account: string;
  readonly nature: Nature;
  readonly documentOn: LocalDate;
  readonly servedFrom: LocalDate;
  readonly servedUntil: LocalDate;
  readonly paidBy: string | null;
  readonly withoutProof: string;
}

/** What becomes of a line: a charge, nothing since it is there already, or nothing at all until it is put right. `twinOf`: the line
 * of the same file that has the same supplier, number and amount, which may be the same invoice written twice. */
export type PlannedCharge = { readonly number: number } & (
  | { readonly action: "create"; readonly charge: ReadCharge; readonly twinOf: number | null }
  | { readonly action: "same" }
  | { readonly action: "error"; readonly problems: readonly ChargeCellProblem[] }
);

/** What makes two charges the same document: who, what for, how much, when. */
export function keyOf(
  charge: Pick<
    ReadCharge,
    "poolId" | "supplier" | "reference" | "label" | "amountCents" | "documentOn" | "servedFrom" | "servedUntil"
  >,
): string {
  const { poolId, supplier, reference, label, amountCents, documentOn, servedFrom, servedUntil } = charge;
  return [poolId, fold(supplier), fold(reference), fold(label), amountCents, documentOn, servedFrom, servedUntil].join(
    "|",
  );
}

/** Knows the columns of a table by its headings; of two for one thing, the first counts. */
export function columnsOf(headings: readonly string[]): (ChargeColumn | null)[] {
  const known = new Map<string, ChargeColumn>();
  for (const [column, names] of Object.entries(CHARGE_COLUMNS) as [ChargeColumn, readonly string[]][]) {
    for (const name of names) if (!known.has(fold(name))) known.set(fold(name), column);
  }
  const taken = new Set<ChargeColumn>();
  return headings.map((heading) => {
    const column = known.get(fold(heading)) ?? null;
    if (column === null || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

/**
 * Decides what each line would do. The same document twice in a file is two; as many as are in the pôle already are left
 * aside, so that the same file brought in again writes nothing.
 */
export function planCharges(lines: readonly ChargeCells[], known: KnownForCharges): PlannedCharge[] {
  const left = new Map(known.counts);
  const invoices = new Map<string, number>();
  return lines.map((line): PlannedCharge => {
    const read = readLine(line, known);
    if ("problems" in read) return { number: line.number, action: "error", problems: read.problems };
    const key = keyOf(read.charge);
    const there = left.get(key) ?? 0;
    const { supplier, reference, amountCents } = read.charge;
    const invoice = reference === "" ? key : [fold(supplier), fold(reference), amountCents].join("|");
    const twinOf = invoices.get(invoice) ?? null;
    if (twinOf === null) invoices.set(invoice, line.number);
    if (there === 0) return { number: line.number, action: "create", charge: read.charge, twinOf };
    left.set(key, there - 1);
    return { number: line.number, action: "same" };
  });
}

function readLine(
  { cells }: ChargeCells,
  known: KnownForCharges,
): { charge: ReadCharge } | { problems: ChargeCellProblem[] } {
  const problems: ChargeCellProblem[] = [];
  const wrong = (column: ChargeColumn, code: ChargeCellProblem["code"], most = 0): null => {
    problems.push({ column, code, value: (cells[column] ?? "").slice(0, 60), most });
    return null;
  };
  const text = (column: ChargeColumn, most: number, needed: boolean): string => {
    const value = (cells[column] ?? "").trim();
    if (value === "" && needed) wrong(column, "required");
    if (value.length > most) wrong(column, "too_long", most);
    return value;
  };
  const day = (column: ChargeColumn): LocalDate | null => {
    const value = (cells[column] ?? "").trim();
    if (value !== "") return parseDay(value) ?? wrong(column, "date");
    return column === "documentOn" ? wrong(column, "required") : null;
  };
  const found = <T extends { name: string }>(list: readonly T[], name: string) =>
    list.find((one) => fold(one.name) === fold(name));

  const poolName = text("pool", 200, true);
  const pool = poolName ? (found(known.pools, poolName) ?? wrong("pool", "pool_unknown")) : null;
  const money = (cells.amount ?? "").trim();
  const amountCents = money === "" ? wrong("amount", "required") : (readMoney(money) ?? wrong("amount", "amount"));
  if (amountCents === 0) wrong("amount", "amount_zero");
  const account = text("account", 8, false);
  if (account !== "" && !/^6[0-9]{2,7}$/.test(account)) wrong("account", "account");
  const payerName = text("payer", 200, false);
  const pole = ["", "le pole", "pole", "the pole"].includes(fold(payerName));
  const payer = pole ? null : (found(known.members, payerName) ?? wrong("payer", "payer_unknown"));
  const natureWord = text("nature", 60, false);
  const nature = natureWord ? (NATURE_WORDS[fold(natureWord)] ?? wrong("nature", "nature")) : "ordinary";
  const lends = pool?.legalMode === "staff_loan";
  if (lends && nature === "ordinary") wrong("nature", "staff_nature");
  const documentOn = day("documentOn");
  const [from, until] = [day("servedFrom"), day("servedUntil")];
  const rest = {
    supplier: text("supplier", 120, true),
    reference: text("reference", 60, false),
    label: text("label", 160, true),
    withoutProof: text("withoutProof", 300, false),
  };
  if (documentOn) {
    const month = monthOfService(documentOn);
    const days = {
      documentOn,
      servedFrom: from ?? (until && until < month.from ? monthOfService(until).from : month.from),
      servedUntil: until ?? (from ? monthOfService(from).until : month.until),
    };
    const bad = wrongDays(days, known.today);
    if (bad) wrong(bad.field, bad.code);
    if (problems.length === 0 && pool && amountCents !== null && nature !== null) {
      const charge = {
        ...rest,
        ...days,
        poolId: pool.id,
        amountCents,
        account: account || pool.expenseAccount,
        nature: lends ? nature : ("ordinary" as const),
        paidBy: payer?.id ?? null,
      };
      return { charge };
    }
  }
  return { problems };
}

import { FEC_COLUMNS } from "../../server/ledger/fec";

/** A file of accounting entries, read: its lines by column, its amounts in cents. */
export type Fec = { lines: Record<(typeof FEC_COLUMNS)[number], string>[]; problems: string[] };

/**
 * Reads a file of accounting entries and says what is wrong with it, in the order of its lines: the checks of the rule
 * (LPF, article A. 47 A-1). Pure: nothing of Grappe but the names of the columns.
 */
export function checkFec(bytes: Uint8Array): Fec {
  const problems: string[] = [];
  const [head = "", ...rows] = new TextDecoder("iso-8859-15")
    .decode(bytes)
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
  if (head !== FEC_COLUMNS.join("\t")) problems.push("columns");
  const lines: Fec["lines"] = [];
  const entries = new Map<string, number>();
  rows.forEach((row, index) => {
    const fields = row.split("\t");
    const say = (what: string) => problems.push(`line ${index + 2}: ${what}`);
    if (fields.length !== FEC_COLUMNS.length) {
      say(`${fields.length} fields`);
      // Where a label was cut, the rest is read as if it had not been.
      fields.splice(
        10,
        1 + fields.length - FEC_COLUMNS.length,
        fields.slice(10, 11 + fields.length - FEC_COLUMNS.length).join(" "),
      );
    }
    const line = Object.fromEntries(FEC_COLUMNS.map((name, at) => [name, fields[at] ?? ""])) as Fec["lines"][number];
    lines.push(line);
    for (const name of ["JournalCode", "JournalLib", "EcritureNum", "CompteLib", "PieceRef", "EcritureLib"] as const)
      if (line[name].trim() === "") say(`${name} empty`);
    for (const name of ["EcritureDate", "PieceDate", "ValidDate"] as const)
      if (!isDay(line[name])) say(`${name} "${line[name]}"`);
    if (line.DateLet !== "" && !isDay(line.DateLet)) say(`DateLet "${line.DateLet}"`);
    if (isDay(line.EcritureDate) && isDay(line.ValidDate) && line.ValidDate < line.EcritureDate)
      say("validated before its day");
    if (!/^\d{3}/.test(line.CompteNum)) say(`CompteNum "${line.CompteNum}"`);
    if (line.CompAuxNum !== "" && line.CompAuxLib === "") say("CompAuxLib empty");
    if (line.EcritureLet !== "" && line.DateLet === "") say("DateLet empty");
    if (line.Montantdevise !== "" && line.Idevise === "") say("Idevise empty");
    const [debit, credit] = [cents(line.Debit), cents(line.Credit)];
    if (debit === null || credit === null) return say("an amount that is none");
    if ((debit === 0) === (credit === 0)) say("neither debit nor credit");
    entries.set(line.EcritureNum, (entries.get(line.EcritureNum) ?? 0) + debit - credit);
  });
  for (const [number, sum] of entries) if (sum !== 0) problems.push(`entry ${number}: out of balance by ${sum}`);
  const numbers = [...entries.keys()].map(Number).sort((a, b) => a - b);
  numbers.forEach((number, index) => {
    const before = index === 0 ? 0 : (numbers[index - 1] ?? 0);
    for (let missing = before + 1; missing < number; missing += 1) problems.push(`entry ${missing}: missing`);
  });
  return { lines, problems };
}

/** Debit less credit of each account, in cents. */
export function balancesOfFec({ lines }: Fec): Record<string, number> {
  const balances: Record<string, number> = {};
  for (const { CompteNum, Debit, Credit } of lines)
    balances[CompteNum] = (balances[CompteNum] ?? 0) + (cents(Debit) ?? 0) - (cents(Credit) ?? 0);
  return balances;
}

function isDay(text: string): boolean {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return false;
  const day = `${match[1]}-${match[2]}-${match[3]}`;
  return new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day;
}

function cents(text: string): number | null {
  const match = /^(-?)(\d+),(\d{2})$/.exec(text);
  return match ? Number(`${match[1]}${match[2]}${match[3]}`) : null;
}

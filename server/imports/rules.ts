import { fold } from "../kernel/fold";
import type { CellProblem, CellProblemCode, ReadLine, Values } from "./cells";
import type { Field, ImportKind } from "./headings";
import { PRICE_COLUMNS, pricedBelow, type Prices } from "./price";
import type { Opening } from "./week-words";

/** What will become of a line. `skip`: nothing, and the note says why; people are invited, never made. */
export type LineAction = "create" | "update" | "same" | "skip" | "error";

export type LineNote =
  | "no_administrator"
  | "will_invite"
  | "own_administrator"
  | "shared_elsewhere"
  | "already_colleague"
  | "role_kept"
  | "already_invited"
  | "structure_invited"
  | "new_place"
  | "units_kept";

/** What is decided about a line. */
export interface PlannedLine {
  readonly number: number;
  readonly action: LineAction;
  readonly problems: readonly CellProblem[];
  readonly notes: readonly LineNote[];
  /** What an update changes. */
  readonly changes: readonly Field[];
  /** The structure or resource that is there already. */
  readonly target: string | null;
  /** The structure that a person or a resource belongs to. */
  readonly structureId: string | null;
}

/** A structure of the pôle as it is. */
export interface KnownStructure {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly siret: string | null;
  readonly activity: string;
  readonly legalForm: string;
  readonly town: string;
  readonly membership: string;
  readonly ended: boolean;
  /** It belongs to another pôle too: this one does not rewrite it. */
  readonly elsewhere: boolean;
  /** Addresses of those who work for it, with their roles, and of those invited. */
  readonly people: readonly { readonly email: string; readonly role: string }[];
  readonly invited: readonly { readonly email: string; readonly role: string }[];
}

/** A resource of the pôle as it is. */
export interface KnownResource {
  readonly id: string;
  readonly kind: string;
  readonly structureId: string;
  readonly name: string;
  readonly place: string | null;
  readonly capacity: number;
  readonly description: string;
  readonly prices: Prices;
  readonly hours: readonly Opening[];
  readonly units: number;
  readonly openTo: string;
  readonly approval: string;
  readonly archived: boolean;
}

/** What exists before the import. */
export interface Known {
  readonly structures: readonly KnownStructure[];
  /** SIRETs of structures of the network that are not of this pôle. */
  readonly siretsElsewhere: ReadonlySet<string>;
  /** Names of structures invited that have not answered. */
  readonly structuresInvited: readonly string[];
  readonly places: readonly string[];
  readonly resources: readonly KnownResource[];
}

/** Decides every line of a table, each knowing those before it; nothing is written. */
export function decideLines(kind: ImportKind, lines: readonly ReadLine[], known: Known): PlannedLine[] {
  const decide = { structures: decideStructures, people: decidePeople, resources: decideResources }[kind];
  return decide(lines, known);
}

/** Whether the plan may be carried out: something to do, and nothing wrong anywhere. */
export function isReady(plan: readonly PlannedLine[]): boolean {
  return (
    plan.every(({ action }) => action !== "error") &&
    plan.some(({ action }) => action === "create" || action === "update")
  );
}

function decideStructures(lines: readonly ReadLine[], known: Known): PlannedLine[] {
  const [bySiret, byName] = [
    firstOf(known.structures, ({ siret }) => siret),
    firstOf(known.structures, ({ name }) => fold(name)),
  ];
  const invited = new Set(known.structuresInvited.map(fold));
  const seen = new Seen();
  return lines.map((line) => {
    const { values } = line;
    const name = values.name && fold(values.name);
    const twin = seen.twin(line, [
      ["siret", values.siret],
      ["name", name],
    ]);
    if (line.problems.length > 0 || twin) return wrong(line, twin);
    const found = (values.siret && bySiret.get(values.siret)) || (name && byName.get(name)) || null;
    if (!found) {
      if (values.siret && known.siretsElsewhere.has(values.siret))
        return wrong(line, problem("siret", "siret_elsewhere", values.siret));
      const notes: LineNote[] = [values.email ? "will_invite" : "no_administrator"];
      if (name && invited.has(name)) notes.push("structure_invited");
      return planned(line, "create", { notes });
    }
    if (found.siret && values.siret && found.siret !== values.siret)
      return wrong(line, problem("name", "same_name", found.siret));
    if (found.ended) return wrong(line, problem("name", "structure_ended", found.name));
    const changes = changesOf(values, { ...found, email: undefined, since: undefined }, [
      "name",
      "siret",
      "activity",
      "legalForm",
      "town",
      "membership",
    ]);
    // Found by its SIRET it may be renamed; found by its name, only the spelling would change.
    const kept = changes.filter((field) => field !== "name" || fold(found.name) !== name);
    const notes: LineNote[] = [];
    const { email } = values;
    if (email && found.people.length === 0 && !found.invited.some((one) => one.email === email)) {
      if (found.elsewhere) notes.push("shared_elsewhere");
      else {
        kept.push("email");
        notes.push("will_invite");
      }
    }
    const own = found.elsewhere ? kept.filter((field) => field === "membership") : kept;
    if (own.length < kept.length) notes.push("shared_elsewhere");
    const facts = { target: found.id, notes: [...new Set(notes)], changes: own };
    return planned(line, own.length > 0 ? "update" : notes.includes("shared_elsewhere") ? "skip" : "same", facts);
  });
}

function decidePeople(lines: readonly ReadLine[], known: Known): PlannedLine[] {
  const structureOf = structureFinder(known.structures);
  const willAdminister = new Set(
    lines
      .filter(({ values }) => values.role === "administrator")
      .map(({ values }) => structureOf("structure", values.structure).found?.id),
  );
  const seen = new Seen();
  return lines.map((line) => {
    const { values } = line;
    const structure = structureOf("structure", values.structure);
    const twin = seen.twin(line, [
      ["email", values.email && structure.found && `${values.email} ${structure.found.id}`],
    ]);
    if (line.problems.length > 0 || twin) return wrong(line, twin);
    if (!structure.found) return wrong(line, structure.problem);
    const { found } = structure;
    const facts = { structureId: found.id };
    const colleague = found.people.find(({ email }) => email === values.email);
    if (colleague) {
      const other = values.role && values.role !== colleague.role;
      return planned(line, "same", {
        ...facts,
        notes: other ? ["already_colleague", "role_kept"] : ["already_colleague"],
      });
    }
    if (found.invited.some(({ email }) => email === values.email))
      return planned(line, "same", { ...facts, notes: ["already_invited"] });
    // A structure's people are chosen by its own administrators, as soon as there is one.
    if (found.elsewhere || found.people.length > 0)
      return planned(line, "skip", { ...facts, notes: ["own_administrator"] });
    const administered = willAdminister.has(found.id) || found.invited.some(({ role }) => role === "administrator");
    return planned(line, "create", {
      ...facts,
      notes: administered ? ["will_invite"] : ["will_invite", "no_administrator"],
    });
  });
}

function decideResources(lines: readonly ReadLine[], known: Known): PlannedLine[] {
  const structureOf = structureFinder(known.structures);
  const byName = firstOf(
    known.resources.toSorted((a, b) => Number(a.archived) - Number(b.archived)),
    ({ structureId, name }) => `${structureId} ${fold(name)}`,
  );
  const places = new Set(known.places.map(fold));
  const seen = new Seen();
  return lines.map((line) => {
    const { values } = line;
    const owner = structureOf("owner", values.owner);
    const key = owner.found && values.name && `${owner.found.id} ${fold(values.name)}`;
    const twin = seen.twin(line, [["name", key]]);
    const found = key ? byName.get(key) : undefined;
    // What is not told stays: the prices that were there count too.
    const below = pricedBelow({ ...found?.prices, ...values }).find((field) => values[field] !== undefined);
    // All that is wrong of a line is said at once.
    const stranger = !owner.found && values.owner ? owner.problem : null;
    const problems = [twin, stranger, below ? problem(below, "price_below", "") : null].filter((one) => one !== null);
    if (line.problems.length > 0 || problems.length > 0 || !owner.found || !key) return wrong(line, ...problems);
    const notes: LineNote[] = [];
    if (values.place && !places.has(fold(values.place))) {
      notes.push("new_place");
      places.add(fold(values.place));
    }
    const structureId = owner.found.id;
    if (!found) return planned(line, "create", { structureId, notes });
    if (found.archived) return wrong(line, problem("name", "archived", found.name));
    if (found.kind !== values.kind) return wrong(line, problem("kind", "other_kind", found.name));
    const changes = changesOf(values, { ...found, ...found.prices }, [
      "capacity",
      "description",
      ...PRICE_COLUMNS.map(({ field }) => field),
      "openTo",
      "approval",
    ]);
    if (values.place && fold(values.place) !== fold(found.place ?? "")) changes.push("place");
    if (values.hours && JSON.stringify(values.hours) !== JSON.stringify(found.hours)) changes.push("hours");
    // Units carry bookings: their number is changed on the resource's own page.
    if (values.units !== undefined && values.units !== found.units) notes.push("units_kept");
    return planned(line, changes.length > 0 ? "update" : "same", { target: found.id, structureId, notes, changes });
  });
}

/** Structures by what people call them: the name, the address's end, the SIRET. */
function structureFinder(structures: readonly KnownStructure[]) {
  const called = new Map<string, Set<KnownStructure>>();
  for (const structure of structures) {
    for (const name of [fold(structure.name), fold(structure.slug), structure.siret ?? ""]) {
      if (name) called.set(name, (called.get(name) ?? new Set()).add(structure));
    }
  }
  return (field: Field, typed = ""): { found: KnownStructure } | { found: null; problem: CellProblem } => {
    const matches = [...(called.get(fold(typed)) ?? called.get(typed.replace(/\s/g, "")) ?? [])];
    const here = matches.filter(({ ended }) => !ended);
    const [first] = here;
    if (first && here.length === 1) return { found: first };
    const code = here.length > 1 ? "structure_ambiguous" : matches.length > 0 ? "structure_ended" : "structure_unknown";
    return { found: null, problem: problem(field, code, typed) };
  };
}

/** What was met on the lines before. */
class Seen {
  private readonly lines = new Map<string, number>();

  /** The first thing that a line has in common with one before it, as a problem. */
  twin(line: ReadLine, things: readonly (readonly [Field, string | null | undefined])[]): CellProblem | null {
    let twin: CellProblem | null = null;
    for (const [field, thing] of things) {
      if (!thing) continue;
      const key = `${field} ${thing}`;
      const before = this.lines.get(key);
      if (before === undefined) this.lines.set(key, line.number);
      else twin ??= problem(field, "duplicate", String(before));
    }
    return twin;
  }
}

function changesOf(values: Values, found: object, fields: readonly (keyof Values & Field)[]): Field[] {
  const now = found as Record<string, unknown>;
  return fields.filter((field) => values[field] !== undefined && values[field] !== (now[field] ?? undefined));
}

function firstOf<T>(items: readonly T[], key: (item: T) => string | null): Map<string, T> {
  const first = new Map<string, T>();
  for (const item of items) {
    const name = key(item);
    if (name && !first.has(name)) first.set(name, item);
  }
  return first;
}

function problem(field: Field, code: CellProblemCode, value: string): CellProblem {
  return { field, code, value };
}

function wrong({ number, problems }: ReadLine, ...more: (CellProblem | null)[]): PlannedLine {
  const all = [...problems, ...more.filter((one) => one !== null)];
  return { number, action: "error", problems: all, notes: [], changes: [], target: null, structureId: null };
}

function planned({ number }: ReadLine, action: LineAction, facts: Partial<PlannedLine>): PlannedLine {
  return { number, action, problems: [], notes: [], changes: [], target: null, structureId: null, ...facts };
}

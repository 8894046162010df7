import {
  keyProblems,
  MEASURES,
  USED,
  type BaseKey,
  type CappedKey,
  type Key,
  type KeyProblem,
  type Limit,
} from "../key";
import type { Measure, SimpleKey, StructureId, TiersKey, TwoPartKey } from "../key";
import type { ReadForm, SentForm } from "./pool-form";

/** The kinds of keys that the guided form offers, in its order. */
export const KEY_GENRES = [
  "equal",
  "fte",
  "headcount",
  "surface",
  "use",
  "weights",
  "product",
  "two-part",
  "tiers",
] as const;
export type KeyGenre = (typeof KEY_GENRES)[number];

/** A key of one weight, as a list of choices names it. */
export type SimpleName = "equal" | "weights" | Measure;
export const SIMPLE_NAMES: readonly SimpleName[] = ["equal", ...MEASURES, "weights"];

/** Bands that the form offers before the last one. */
export const BANDS = 3;

/** What a form may say of each measure that is kept otherwise: hours, for minutes. */
export function unitOf(measure: Measure): number {
  return measure === "minutes" || measure === "hours" ? 60 : 1;
}

/**
 * Reads the guided form of a key. By `genre`: `mesure` for use; `a.cle` × `a.fois` for a product; `partFixe` (per cent),
 * `fixe.cle`, `fixe.fois`, `usage.cle`, `usage.fois`, `vide`, `capacite` for two parts; `jusqua.N`, `tranche.N.cle`,
 * `tranche.N.fois`, `reste.cle`, `reste.fois` for bands. `poids.<id>` wherever fixed weights are chosen; `plafond`,
 * `plancher`, `plafond.<id>`, `plancher.<id>` ("300", "12,50", "40 %") around any key.
 * @param members whose weights and limits are read
 */
export function readKeyForm(form: SentForm, members: readonly StructureId[]): ReadForm<Key> {
  const reader = new KeyReader(form, members);
  const genre = KEY_GENRES.find((one) => one === form.get("genre"));
  if (!genre) return { ok: false, errors: { genre: "choose" } };
  const key = reader.limited(reader.inner(genre));
  const errors: Record<string, string> = { ...reader.errors };
  if (Object.keys(errors).length === 0) {
    for (const problem of keyProblems(key)) errors[FIELD_OF[problem]] ??= problem;
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: key };
}

const FIELD_OF: Record<KeyProblem, string> = {
  weights_not_whole: "poids",
  no_weights: "poids",
  points_out_of_range: "partFixe",
  capacity_not_whole: "capacite",
  bands_out_of_order: "jusqua.1",
  last_band_open: "jusqua.1",
  limit_not_whole: "plafond",
  floor_above_cap: "plancher",
};

class KeyReader {
  readonly errors: Record<string, string> = {};

  constructor(
    private readonly form: SentForm,
    private readonly members: readonly StructureId[],
  ) {}

  inner(genre: KeyGenre): CappedKey["key"] {
    switch (genre) {
      case "equal":
        return { type: "equal" };
      case "fte":
      case "headcount":
      case "surface":
        return { type: "measure", measure: genre };
      case "use":
        return { type: "measure", measure: this.measure() };
      case "weights":
        return this.weights();
      case "product":
        return this.base("a", true);
      case "two-part":
        return this.twoPart();
      case "tiers":
        return this.tiers();
    }
  }

  limited(key: CappedKey["key"]): Key {
    const caps = this.limits("plafond");
    const floors = this.limits("plancher");
    const everyCap = this.limit("plafond");
    const everyFloor = this.limit("plancher");
    const some = [caps, floors].some((limits) => Object.keys(limits).length > 0);
    if (!some && !everyCap && !everyFloor) return key;
    return {
      type: "capped",
      key,
      ...(Object.keys(caps).length > 0 ? { caps } : {}),
      ...(Object.keys(floors).length > 0 ? { floors } : {}),
      ...(everyCap ? { everyCap } : {}),
      ...(everyFloor ? { everyFloor } : {}),
    };
  }

  private text(name: string): string {
    const value = this.form.get(name);
    return typeof value === "string" ? value.replace(/[\s\u00a0\u202f]/g, "") : "";
  }

  private wrong(name: string, code: string): void {
    this.errors[name] ??= code;
  }

  private measure(): Measure {
    const measure = USED.find((one) => one === this.text("mesure"));
    if (!measure) this.wrong("mesure", "choose");
    return measure ?? "minutes";
  }

  private simple(name: string, required: boolean): SimpleKey | null {
    const chosen = SIMPLE_NAMES.find((one) => one === this.text(name));
    if (chosen === undefined) {
      if (required) this.wrong(name, "choose");
      return null;
    }
    if (chosen === "weights") return this.weights();
    return chosen === "equal" ? { type: "equal" } : { type: "measure", measure: chosen };
  }

  private base(prefix: string, product = false): BaseKey {
    const first = this.simple(`${prefix}.cle`, true) ?? { type: "equal" };
    const second = this.simple(`${prefix}.fois`, product);
    return second ? { type: "product", of: [first, second] } : first;
  }

  private weights(): Extract<SimpleKey, { type: "weights" }> {
    const weights: Record<StructureId, number> = {};
    for (const id of this.members) {
      const text = this.text(`poids.${id}`);
      if (text === "") continue;
      if (/^\d{1,9}$/.test(text)) weights[id] = Number(text);
      else this.wrong(`poids.${id}`, "weights_not_whole");
    }
    return { type: "weights", weights };
  }

  private twoPart(): TwoPartKey {
    const percent = readPercent(this.text("partFixe").replace(/%$/, ""));
    if (percent === null) this.wrong("partFixe", "points_out_of_range");
    const idle = this.text("vide");
    if (idle !== "fixed" && idle !== "pole") this.wrong("vide", "choose");
    const use = this.base("usage");
    const typed = this.text("capacite");
    const capacity = typed === "" ? undefined : this.capacity(typed, use);
    return {
      type: "two-part",
      fixedPoints: percent ?? 0,
      fixed: this.base("fixe"),
      use,
      idle: idle === "pole" ? "pole" : "fixed",
      ...(capacity === undefined ? {} : { capacity }),
    };
  }

  private capacity(typed: string, use: BaseKey): number {
    const number = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
    if (number === 0) this.wrong("capacite", "capacity_not_whole");
    return number * capacityUnit(use);
  }

  private tiers(): TiersKey {
    const bands: TiersKey["bands"][number][] = [];
    for (let rank = 1; rank <= BANDS; rank += 1) {
      const typed = this.text(`jusqua.${rank}`);
      if (typed === "") continue;
      const upToCents = readEuros(typed);
      if (upToCents === null) this.wrong(`jusqua.${rank}`, "amount");
      bands.push({ upToCents: upToCents ?? 0, key: this.base(`tranche.${rank}`) });
    }
    if (bands.length === 0) this.wrong("jusqua.1", "amount");
    return { type: "tiers", bands: [...bands, { upToCents: null, key: this.base("reste") }] };
  }

  private limit(name: string): Limit | null {
    const typed = this.text(name);
    if (typed === "") return null;
    const points = typed.endsWith("%") ? readPercent(typed.slice(0, -1)) : null;
    if (points !== null) return { points };
    const cents = readEuros(typed);
    if (cents === null) this.wrong(name, "limit");
    return cents === null ? null : { cents };
  }

  private limits(name: string): Record<StructureId, Limit> {
    const found = this.members.map((id) => [id, this.limit(`${name}.${id}`)] as const);
    return Object.fromEntries(found.filter((one): one is readonly [string, Limit] => one[1] !== null));
  }
}

/** What a capacity is typed in: hours, for what is kept in minutes. */
function capacityUnit(use: BaseKey): number {
  return use.type === "measure" ? unitOf(use.measure) : 1;
}

/** "12", "12,5", "12.50" as hundredths of it, 0 to 10 000; null for anything else. */
export function readPercent(text: string): number | null {
  const points = readEuros(text);
  return points !== null && points <= 10_000 ? points : null;
}

/** "300", "1 234,50", "300 €" as cents; null for anything else. */
function readEuros(text: string): number | null {
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?€?$/.exec(text);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : null;
}

/** The form that readKeyForm() reads as this key: what is shown when a key is changed. */
export function keyFields(key: Key): Record<string, string> {
  const limits = key.type === "capped" ? limitFields(key) : {};
  const inner = key.type === "capped" ? key.key : key;
  return { ...innerFields(inner), ...weightFields(inner), ...limits };
}

function innerFields(key: CappedKey["key"]): Record<string, string> {
  switch (key.type) {
    case "equal":
    case "weights":
      return { genre: key.type };
    case "measure":
      return USED.some((one) => one === key.measure) ? { genre: "use", mesure: key.measure } : { genre: key.measure };
    case "product":
      return { genre: "product", ...baseFields("a", key) };
    case "two-part":
      return {
        genre: "two-part",
        partFixe: decimal(key.fixedPoints),
        ...baseFields("fixe", key.fixed),
        ...baseFields("usage", key.use),
        vide: key.idle,
        ...(key.capacity === undefined ? {} : { capacite: String(key.capacity / capacityUnit(key.use)) }),
      };
    case "tiers":
      return Object.assign({ genre: "tiers" }, ...key.bands.map(bandFields)) as Record<string, string>;
  }
}

function bandFields({ upToCents, key }: TiersKey["bands"][number], rank: number): Record<string, string> {
  // A band that is itself of two parts is not of this form: it shows as its use.
  const base = key.type === "two-part" ? key.use : key;
  if (upToCents === null) return baseFields("reste", base);
  return { [`jusqua.${rank + 1}`]: decimal(upToCents), ...baseFields(`tranche.${rank + 1}`, base) };
}

function baseFields(prefix: string, key: BaseKey): Record<string, string> {
  const name = (one: SimpleKey) => (one.type === "measure" ? one.measure : one.type);
  if (key.type !== "product") return { [`${prefix}.cle`]: name(key) };
  return { [`${prefix}.cle`]: name(key.of[0]), [`${prefix}.fois`]: name(key.of[1]) };
}

/** The first table of weights that the key holds. */
function weightFields(key: CappedKey["key"]): Record<string, string> {
  switch (key.type) {
    case "weights":
      return Object.fromEntries(Object.entries(key.weights).map(([id, weight]) => [`poids.${id}`, String(weight)]));
    case "product":
      return Object.assign({}, ...[...key.of].reverse().map(weightFields)) as Record<string, string>;
    case "two-part":
      return { ...weightFields(key.use), ...weightFields(key.fixed) };
    case "tiers":
      return Object.assign({}, ...[...key.bands].reverse().map((band) => weightFields(band.key))) as Record<
        string,
        string
      >;
    default:
      return {};
  }
}

function limitFields({ caps = {}, floors = {}, everyCap, everyFloor }: CappedKey): Record<string, string> {
  const each = (name: string, limits: Readonly<Record<StructureId, Limit>>) =>
    Object.entries(limits).map(([id, limit]) => [`${name}.${id}`, limitText(limit)]);
  return {
    ...(everyCap ? { plafond: limitText(everyCap) } : {}),
    ...(everyFloor ? { plancher: limitText(everyFloor) } : {}),
    ...(Object.fromEntries([...each("plafond", caps), ...each("plancher", floors)]) as Record<string, string>),
  };
}

function limitText(limit: Limit): string {
  return "cents" in limit ? decimal(limit.cents) : `${decimal(limit.points)} %`;
}

/** Hundredths as people write them: "12", "12,50". */
function decimal(hundredths: number): string {
  const [whole, rest] = [Math.floor(hundredths / 100), hundredths % 100];
  return rest === 0 ? String(whole) : `${whole},${String(rest).padStart(2, "0")}`;
}

/** Whether the guided form shows the whole of a key: not bands of two parts, nor two tables of weights. */
export function fitsForm(key: Key, members: readonly StructureId[]): boolean {
  const fields = keyFields(key);
  const read = readKeyForm({ get: (name) => fields[name], getAll: () => [] }, members);
  return read.ok && canonical(read.value) === canonical(key);
}

function canonical(key: unknown): string {
  return JSON.stringify(key, (_, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

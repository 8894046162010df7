import type { LocalDate } from "../kernel/time";

/** The id of a structure that takes part. */
export type StructureId = string;

/** What stands: counted for every day it held. FTE × 10 000, heads, m² × 100. */
export const STANDING = ["fte", "headcount", "surface"] as const;
/** What is used: counted by its start. Hours are kept in minutes. */
export const USED = ["minutes", "kilometres", "hours", "seats", "meals"] as const;
export const MEASURES = [...STANDING, ...USED] as const;
export type Measure = (typeof MEASURES)[number];

/** A key of one weight for each member: `equal` and `weights` count by days of presence. */
export type SimpleKey =
  | { readonly type: "equal" }
  | { readonly type: "measure"; readonly measure: Measure }
  /** Tantièmes: whole numbers; a member left out weighs 0. */
  | { readonly type: "weights"; readonly weights: Readonly<Record<StructureId, number>> };

/** Two keys multiplied: m² × FTE, hours × a coefficient. Days count once. */
export interface ProductKey {
  readonly type: "product";
  readonly of: readonly [SimpleKey, SimpleKey];
}

export type BaseKey = SimpleKey | ProductKey;

/** A fixed part by one key, the rest by use. */
export interface TwoPartKey {
  readonly type: "two-part";
  /** The fixed part, in hundredths of a per cent of the total: 0 to 10 000. */
  readonly fixedPoints: number;
  readonly fixed: BaseKey;
  readonly use: BaseKey;
  /** Who bears idle time: all, by the fixed key, or the pôle itself. */
  readonly idle: "fixed" | "pole";
  /**
   * What could be used in a month, in the measure of `use`: the part of it that nobody used is idle. Left out, only a
   * time when nobody used anything is.
   */
  readonly capacity?: number;
}

/** The total by bands: its first euros by one key, the next by another; rounded once, at the end. */
export interface TiersKey {
  readonly type: "tiers";
  /** In order; cents of a month. Only the last one has no end. */
  readonly bands: readonly { readonly upToCents: number | null; readonly key: BaseKey | TwoPartKey }[];
}

/** Whole cents a month, or hundredths of a per cent of the total. */
export type Limit = { readonly cents: number } | { readonly points: number };

/**
 * Any other key, where nobody bears more than a cap, nor less than a floor if it has any weight at all. What one does
 * not bear goes to the others in proportion; what no one may bear, to the pôle itself.
 */
export interface CappedKey {
  readonly type: "capped";
  readonly key: BaseKey | TwoPartKey | TiersKey;
  readonly caps?: Readonly<Record<StructureId, Limit>>;
  readonly floors?: Readonly<Record<StructureId, Limit>>;
  /** For those who have none of their own. */
  readonly everyCap?: Limit;
  readonly everyFloor?: Limit;
}

/** Clé de répartition: what key_versions.definition holds. */
export type Key = BaseKey | TwoPartKey | TiersKey | CappedKey;

/** What is known of the basis of an allocation. */
export interface Facts {
  /** Who takes part, with its days of presence in the basis. Nobody else pays. */
  readonly days: Readonly<Record<StructureId, number>>;
  /** Summed over the basis: what stands × days, what is used. A member left out has 0. */
  readonly measures: Partial<Record<Measure, Readonly<Record<StructureId, bigint>>>>;
  /** How many months the basis lasts, as monthsOf(basis) says; 1 when left out. Amounts of a month are times that. */
  readonly months?: { readonly n: bigint; readonly d: bigint };
}

/** A version of a pool's key; both days included, null without an end. */
export interface KeyDates {
  readonly id: string;
  readonly startsOn: LocalDate;
  readonly endsOn: LocalDate | null;
}

/** The measures that a key reads: what must be known to share by it. */
export function measuresOf(key: Key): Measure[] {
  const found = new Set<Measure>();
  walk(key, (one) => {
    if (one.type === "measure") found.add(one.measure);
  });
  return MEASURES.filter((measure) => found.has(measure));
}

function walk(key: Key, visit: (key: Key) => void): void {
  visit(key);
  if (key.type === "product") key.of.forEach((one) => walk(one, visit));
  if (key.type === "two-part") [key.fixed, key.use].forEach((one) => walk(one, visit));
  if (key.type === "tiers") key.bands.forEach((band) => walk(band.key, visit));
  if (key.type === "capped") walk(key.key, visit);
}

export type KeyProblem =
  | "weights_not_whole"
  | "no_weights"
  | "points_out_of_range"
  | "capacity_not_whole"
  | "bands_out_of_order"
  | "last_band_open"
  | "limit_not_whole"
  | "floor_above_cap";

/** What is wrong with a key whose shape is right; empty when it can share. */
export function keyProblems(key: Key): KeyProblem[] {
  const found = new Set<KeyProblem>();
  walk(key, (one) => problemsOf(one).forEach((problem) => found.add(problem)));
  return [...found];
}

const whole = (value: number) => Number.isSafeInteger(value) && value >= 0;

function problemsOf(key: Key): KeyProblem[] {
  switch (key.type) {
    case "weights": {
      const weights = Object.values(key.weights);
      if (!weights.every(whole)) return ["weights_not_whole"];
      return weights.some((weight) => weight > 0) ? [] : ["no_weights"];
    }
    case "two-part":
      if (!whole(key.fixedPoints) || key.fixedPoints > 10_000) return ["points_out_of_range"];
      return key.capacity === undefined || (whole(key.capacity) && key.capacity > 0) ? [] : ["capacity_not_whole"];
    case "tiers": {
      const ends = key.bands.map(({ upToCents }) => upToCents);
      if (ends.at(-1) !== null) return ["last_band_open"];
      const rising = ends.slice(0, -1).every((end, rank) => end !== null && whole(end) && end > (ends[rank - 1] ?? 0));
      return rising ? [] : ["bands_out_of_order"];
    }
    case "capped":
      return cappedProblems(key);
    default:
      return [];
  }
}

function cappedProblems({ caps = {}, floors = {}, everyCap, everyFloor }: CappedKey): KeyProblem[] {
  const all = [...Object.values(caps), ...Object.values(floors), everyCap, everyFloor].filter((limit) => limit != null);
  if (!all.every((limit) => whole("cents" in limit ? limit.cents : limit.points))) return ["limit_not_whole"];
  if (all.some((limit) => "points" in limit && limit.points > 10_000)) return ["points_out_of_range"];
  const crossed = [...Object.keys(caps), ...Object.keys(floors), ""].some((id) => {
    const [cap, floor] = [caps[id] ?? everyCap, floors[id] ?? everyFloor];
    if (!cap || !floor) return false;
    if ("cents" in cap && "cents" in floor) return floor.cents > cap.cents;
    return "points" in cap && "points" in floor && floor.points > cap.points;
  });
  return crossed ? ["floor_above_cap"] : [];
}

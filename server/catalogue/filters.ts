import { isId } from "../kernel/ids";
import { FEATURE_KEYS, isKindKey, type FeatureKey, type KindKey } from "./kinds";

export type CatalogueSort = "name" | "capacity" | "price";

/** What somebody looks for in the catalogue; null, empty and false ask for nothing. */
export interface CatalogueFilters {
  readonly q: string;
  readonly kind: KindKey | null;
  /** At least so many people. */
  readonly capacity: number | null;
  /** All of these. */
  readonly features: readonly FeatureKey[];
  readonly placeId: string | null;
  readonly ownerId: string | null;
  readonly accessible: boolean;
  /** Those taken out of the catalogue, for whoever may put them back. */
  readonly archived: boolean;
  readonly sort: CatalogueSort;
}

/** The filters that the address of a page holds, as text. What cannot be understood asks for nothing. */
export function readFilters(typed: {
  q?: string | null;
  kind?: string | null;
  capacity?: string | null;
  features?: readonly string[];
  place?: string | null;
  owner?: string | null;
  accessible?: string | null;
  archived?: string | null;
  sort?: string | null;
}): CatalogueFilters {
  const capacity = /^\d{1,5}$/.test(typed.capacity?.trim() ?? "") ? Number(typed.capacity) : 0;
  return {
    q: (typed.q ?? "").replaceAll("\0", "").trim().slice(0, 200),
    kind: typed.kind && isKindKey(typed.kind) ? typed.kind : null,
    capacity: capacity > 0 ? Math.min(capacity, 10_000) : null,
    features: FEATURE_KEYS.filter((key) => typed.features?.includes(key)),
    placeId: isId(typed.place) ? typed.place : null,
    ownerId: isId(typed.owner) ? typed.owner : null,
    accessible: Boolean(typed.accessible),
    archived: Boolean(typed.archived),
    sort: typed.sort === "capacity" || typed.sort === "price" ? typed.sort : "name",
  };
}

/** The words of a search, at most eight: more only slow it down. */
export function wordsOf(q: string): string[] {
  return q.split(/\s+/u).filter(Boolean).slice(0, 8);
}

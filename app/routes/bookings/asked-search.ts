import type { SearchQuery } from "~/paths";
import { FEATURE_KEYS, isKindKey, KIND_KEYS, kindOf, type FeatureKey, type KindKey } from "~server/catalogue";
import { isId } from "~server/kernel/ids";
import type { When } from "./when";

/** How what is free of one kind is put in order. */
export const SORTS = ["size", "price", "name"] as const;
export type Sort = (typeof SORTS)[number];
const SORT_NAMES = { size: undefined, price: "prix", name: "nom" } as const;

/** What is looked for beside the slot. What makes no sense is left out: a search is never wrong for that. */
export interface AskedSearch {
  /** Null: every kind. */
  readonly kind: KindKey | null;
  /** Units of what is given one by one. */
  readonly quantity: number;
  readonly q: string;
  readonly placeId: string | null;
  /** What it must have, all of it; of the kind, where one is asked for. */
  readonly features: readonly FeatureKey[];
  /** Step-free alone. */
  readonly accessible: boolean;
  readonly sort: Sort;
  readonly cursor: string | null;
}

/** Kinds whose capacity counts people. */
export const KINDS_OF_PEOPLE = KIND_KEYS.filter((kind) => kindOf(kind).people);

/** While no kind is asked for, the first features of the kinds that are looked for most. */
const KINDS_LOOKED_FOR = ["room", "workspace", "vehicle"] as const satisfies readonly KindKey[];
const FEATURES_OF_EACH = 5;

/** What may be asked for of a kind, most asked for first; of all of them, a few. */
export function featuresOf(kind: KindKey | null): FeatureKey[] {
  const keys = (one: KindKey) => Object.keys(kindOf(one).features) as FeatureKey[];
  if (kind) return keys(kind);
  return [...new Set(KINDS_LOOKED_FOR.flatMap((one) => keys(one).slice(0, FEATURES_OF_EACH)))];
}

/** Those of some features that a kind may have: another kind is not looked for with them. */
function ofKind(features: readonly FeatureKey[], kind: KindKey | null): FeatureKey[] {
  return features.filter((key) => kind === null || key in kindOf(kind).features);
}

/** Reads what the address looks for. */
export function readSearch(address: URLSearchParams): AskedSearch {
  const genre = address.get("genre") ?? "";
  const kind = isKindKey(genre) ? genre : null;
  const features = new Set(address.getAll("equipement"));
  const quantity = /^\d{1,4}$/.test(address.get("combien") ?? "") ? Number(address.get("combien")) : 1;
  const place = address.get("lieu");
  return {
    kind,
    quantity: Math.min(Math.max(quantity, 1), 1000),
    q: address.get("q")?.trim().slice(0, 100) ?? "",
    placeId: isId(place) ? place : null,
    features: ofKind(
      FEATURE_KEYS.filter((key) => features.has(key)),
      kind,
    ),
    accessible: address.get("plainpied") === "1",
    sort: SORTS.find((sort) => SORT_NAMES[sort] === (address.get("tri") ?? undefined)) ?? "size",
    cursor: address.get("suite"),
  };
}

/** The address of a search, as paths.home() writes it. */
export function searchQuery(
  when: When,
  { kind, quantity, q, placeId, features, accessible, sort }: AskedSearch,
): SearchQuery {
  return {
    ...when.query,
    combien: quantity > 1 ? quantity : undefined,
    q: q || undefined,
    lieu: placeId ?? undefined,
    genre: kind ?? undefined,
    equipement: ofKind(features, kind),
    plainpied: accessible ? "1" : undefined,
    tri: SORT_NAMES[sort],
  };
}

import type { SearchQuery } from "~/paths";
import { isKindKey, KIND_KEYS, kindOf, type KindKey } from "~server/catalogue";
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
  readonly sort: Sort;
  readonly cursor: string | null;
}

/** Kinds whose capacity counts people. */
export const KINDS_OF_PEOPLE = KIND_KEYS.filter((kind) => kindOf(kind).people);

/** Reads what the address looks for. */
export function readSearch(address: URLSearchParams): AskedSearch {
  const kind = address.get("genre") ?? "";
  const quantity = /^\d{1,4}$/.test(address.get("combien") ?? "") ? Number(address.get("combien")) : 1;
  const place = address.get("lieu");
  return {
    kind: isKindKey(kind) ? kind : null,
    quantity: Math.min(Math.max(quantity, 1), 1000),
    q: address.get("q")?.trim().slice(0, 100) ?? "",
    placeId: isId(place) ? place : null,
    sort: SORTS.find((sort) => SORT_NAMES[sort] === (address.get("tri") ?? undefined)) ?? "size",
    cursor: address.get("suite"),
  };
}

/** The address of a search, as paths.home() writes it. */
export function searchQuery(when: When, { kind, quantity, q, placeId, sort }: AskedSearch): SearchQuery {
  return {
    ...when.query,
    combien: quantity > 1 ? quantity : undefined,
    q: q || undefined,
    lieu: placeId ?? undefined,
    genre: kind ?? undefined,
    tri: SORT_NAMES[sort],
  };
}

import { readFilters, type CatalogueFilters, type FilterName } from "~server/catalogue";

/** The filters in the address of the catalogue, which keeps them all: names are those of the form. */
export function filtersOf(search: URLSearchParams): CatalogueFilters {
  return readFilters({
    q: search.get("q"),
    kind: search.get("genre"),
    capacity: search.get("personnes"),
    features: search.getAll("equipement"),
    place: search.get("lieu"),
    owner: search.get("structure"),
    accessible: search.get("plainpied"),
    archived: search.get("archives"),
    sort: search.get("tri"),
  });
}

/** The page asked for, from 1. */
export function pageOf(search: URLSearchParams): number {
  const page = search.get("page") ?? "";
  return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1;
}

/** The filters as the address writes them: what is not asked is left out. */
export function filterQuery(filters: CatalogueFilters) {
  return {
    q: filters.q,
    genre: filters.kind,
    personnes: filters.capacity,
    equipement: filters.features,
    lieu: filters.placeId,
    structure: filters.ownerId,
    plainpied: filters.accessible && "1",
    archives: filters.archived && "1",
    tri: filters.sort === "name" ? null : filters.sort,
  };
}

/** The same filters but one. */
export function without(filters: CatalogueFilters, name: FilterName): CatalogueFilters {
  switch (name) {
    case "q":
      return { ...filters, q: "" };
    case "kind":
      return { ...filters, kind: null };
    case "capacity":
      return { ...filters, capacity: null };
    case "place":
      return { ...filters, placeId: null };
    case "owner":
      return { ...filters, ownerId: null };
    case "accessible":
      return { ...filters, accessible: false };
    default:
      return { ...filters, features: filters.features.filter((key) => name !== `feature:${key}`) };
  }
}

/** The names of the filters that ask for something. */
export function activeFilters(filters: CatalogueFilters): FilterName[] {
  const active: [FilterName, unknown][] = [
    ["q", filters.q],
    ["kind", filters.kind],
    ["capacity", filters.capacity],
    ["place", filters.placeId],
    ["owner", filters.ownerId],
    ["accessible", filters.accessible],
  ];
  return [
    ...active.filter(([, asked]) => Boolean(asked)).map(([name]) => name),
    ...filters.features.map((key) => `feature:${key}` as const),
  ];
}

import { readNeedFilters, type NeedFilters } from "~server/tenders";

const LISTS = { open: null, closed: "clos", refused: "ecartes" } as const;
const PLACES = { here: "ici", elsewhere: "ailleurs" } as const;

/** The filters in the address of a list of needs, which keeps them all. */
export function needFiltersOf(search: URLSearchParams): NeedFilters {
  const asked = <T extends object>(words: T, name: string) =>
    Object.entries(words).find(([, word]) => word !== null && word === search.get(name))?.[0];
  return readNeedFilters({
    q: search.get("q"),
    trade: search.get("metier"),
    place: search.get("lieu"),
    within: search.get("sous"),
    value: search.get("montant"),
    reserved: search.get("reserve"),
    kind: search.get("genre"),
    where: asked(PLACES, "ou"),
    list: asked(LISTS, "liste"),
  });
}

/** The filters as the address writes them: what is not asked is left out. */
export function needQuery(filters: NeedFilters) {
  return {
    q: filters.q,
    metier: filters.trade,
    lieu: filters.place,
    sous: filters.within,
    montant: filters.value,
    reserve: filters.reserved,
    genre: filters.kind,
    ou: filters.where && PLACES[filters.where],
    liste: LISTS[filters.list],
  };
}

/** Whether anything is asked for but where and in which list. */
export function asksForSomething({ where: _where, list: _list, ...filters }: NeedFilters): boolean {
  return Object.values(filters).some(Boolean);
}

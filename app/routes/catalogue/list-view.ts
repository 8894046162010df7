import { paths } from "~/paths";
import type { Option } from "~/ui/field";
import {
  KIND_KEYS,
  type CatalogueFilters,
  type CataloguePage,
  type Facet,
  type FilterName,
  type KindKey,
} from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatList } from "~server/kernel/format";
import { activeFilters, filterQuery, without } from "./filter-address";
import { resourceCard } from "./resource-card";
import { featureIcon, kindIcon, kindWord, type Words } from "./words";

/** Everything the catalogue's list shows, in words. */
export function listView(actor: Actor, filters: CatalogueFilters, page: CataloguePage, t: Words) {
  const { poleSlug: pole, locale } = actor;
  const { facets } = page;
  const address = (changed: CatalogueFilters) => paths.catalogue(pole, filterQuery(changed));
  const named = (name: FilterName) => filterWords(name, filters, page, t);
  const found = filters.archived ? "foundArchived" : "found";
  const kinds = filters.kind ? facets.kinds.filter(({ key }) => key === filters.kind) : facets.kinds;
  const active = activeFilters(filters);
  return {
    title: filters.archived ? t("list.archivedTitle") : t("title"),
    lead: filters.archived ? t("list.noneArchived.text") : t("list.lead", { pole: actor.poleName }),
    found:
      filters.kind || (page.total > 0 && kinds.length <= 3)
        ? formatList(
            (page.total > 0 ? kinds : [{ key: filters.kind ?? "room", count: 0 }]).map(({ key, count }) =>
              kindWord(t, key, found, { count }),
            ),
            locale,
          )
        : t(`list.${found}`, { count: page.total }),
    prices: actor.structureName ? t("list.pricesFor", { structure: actor.structureName }) : t("list.pricesForMembers"),
    total: page.total,
    rows: page.items.map((resource) => resourceCard(resource, pole, t, locale)),
    page: page.page,
    pages: page.pages,
    filters,
    query: filterQuery(filters),
    kinds: kindChips(filters, facets.kinds, address, t),
    places: choices(facets.places, t),
    owners: choices(facets.owners, t),
    accessible: facets.accessible,
    features: facets.features.map(({ key, count }) => ({
      key,
      count,
      label: t(`features.${key}`),
      icon: featureIcon(filters.kind, key),
    })),
    sorts: (["name", "capacity", "price"] as const).map((sort) => ({
      to: address({ ...filters, sort }),
      label: t(`list.sorts.${sort}`),
      current: filters.sort === sort,
    })),
    // The kind is told by its chip.
    active: active
      .filter((name) => name !== "kind")
      .map((name) => ({ name, label: named(name), to: address(without(filters, name)) })),
    widen: page.widen.map(({ without: name, count }) => ({
      label: widenWords(name, named(name), t),
      found:
        filters.kind && name !== "kind" ? kindWord(t, filters.kind, found, { count }) : t(`list.${found}`, { count }),
      to: address(without(filters, name)),
    })),
    empty: page.total > 0 ? null : active.length > 0 ? ("nothing" as const) : ("none" as const),
    can: page.can,
  };
}

export type ListView = ReturnType<typeof listView>;

/** Everything, then each kind of which there is something: how many the other filters leave. */
function kindChips(
  filters: CatalogueFilters,
  facets: readonly Facet<KindKey>[],
  address: (changed: CatalogueFilters) => string,
  t: Words,
) {
  const all = facets.reduce((sum, { count }) => sum + count, 0);
  const countOf = (kind: KindKey) => facets.find(({ key }) => key === kind)?.count ?? 0;
  return [
    {
      key: "all",
      label: t("list.everyKind"),
      icon: undefined,
      count: all,
      to: address({ ...filters, kind: null }),
      current: filters.kind === null,
    },
    ...KIND_KEYS.filter((kind) => countOf(kind) > 0 || filters.kind === kind).map((kind) => ({
      key: kind,
      label: kindWord(t, kind, "many"),
      icon: kindIcon(kind),
      count: countOf(kind),
      to: address({ ...filters, kind }),
      current: filters.kind === kind,
    })),
  ];
}

function choices(facets: readonly Facet[], t: Words): Option[] {
  return facets.map(({ key, label, count }) => choice(key, label, count, t));
}

function choice(value: string, label: string, count: number, t: Words): Option {
  return { value, label: t("list.choice", { label, count }) };
}

function widenWords(name: FilterName, filter: string, t: Words): string {
  if (name === "capacity") return t("list.nothing.anyCapacity");
  if (name === "place") return t("list.nothing.anyPlace");
  return name === "owner" ? t("list.nothing.anyOwner") : t("list.nothing.without", { filter });
}

function filterWords(name: FilterName, filters: CatalogueFilters, { facets }: CataloguePage, t: Words): string {
  const labelOf = (all: readonly Facet[], key: string | null) => all.find((facet) => facet.key === key)?.label;
  switch (name) {
    case "q":
      return t("list.filter.q", { value: filters.q });
    case "kind":
      return kindWord(t, filters.kind ?? "room", "many");
    case "capacity":
      return t("list.filter.capacity", { count: filters.capacity ?? 0 });
    case "place":
      return labelOf(facets.places, filters.placeId) ?? t("list.place");
    case "owner":
      return labelOf(facets.owners, filters.ownerId) ?? t("list.owner");
    case "accessible":
      return t("list.accessible");
    default: {
      const key = filters.features.find((feature) => name === `feature:${feature}`);
      return key ? t(`features.${key}`) : "";
    }
  }
}

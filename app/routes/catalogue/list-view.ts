import { paths } from "~/paths";
import type { Option } from "~/ui/field";
import type { CatalogueFilters, CataloguePage, Facet, FilterName } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatList } from "~server/kernel/format";
import { activeFilters, filterQuery, without } from "./filter-address";
import { resourceCard } from "./resource-card";
import { featureIcon, kindWord, type Words } from "./words";

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
      page.total === 0
        ? kindWord(t, filters.kind ?? "room", found, { count: 0 })
        : formatList(
            kinds.map(({ key, count }) => kindWord(t, key, found, { count })),
            locale,
          ),
    prices: actor.structureName ? t("list.pricesFor", { structure: actor.structureName }) : t("list.pricesForMembers"),
    total: page.total,
    rows: page.items.map((resource) => resourceCard(resource, pole, t, locale)),
    page: page.page,
    pages: page.pages,
    filters,
    query: filterQuery(filters),
    kinds: facets.kinds.map(({ key, count }) => choice(key, kindWord(t, key, "many"), count, t)),
    places: choices(facets.places, t),
    owners: choices(facets.owners, t),
    accessible: facets.accessible,
    features: facets.features.map(({ key, count }) => ({
      key,
      count,
      label: t(`features.${key}`),
      icon: featureIcon(filters.kind ?? "room", key),
    })),
    sorts: (["name", "capacity", "price"] as const).map((sort) => ({
      to: address({ ...filters, sort }),
      label: t(`list.sorts.${sort}`),
      current: filters.sort === sort,
    })),
    active: active.map((name) => ({ name, label: named(name), to: address(without(filters, name)) })),
    widen: page.widen.map(({ without: name, count }) => ({
      label: widenWords(name, named(name), t),
      found: kindWord(t, filters.kind ?? "room", found, { count }),
      to: address(without(filters, name)),
    })),
    empty: page.total > 0 ? null : active.length > 0 ? ("nothing" as const) : ("none" as const),
    can: page.can,
  };
}

export type ListView = ReturnType<typeof listView>;

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

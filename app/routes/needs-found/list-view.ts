import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Locale } from "~server/kernel/actor";
import { can } from "~server/kernel/permissions";
import type { Actor } from "~server/kernel/actor";
import { tradeLabel, VALUES, WITHIN, type FoundNeeds, type NeedFilters } from "~server/tenders";
import { asksForSomething, needQuery } from "./address";
import { foundView, type Begun, type Words } from "./found-view";

/** A list of needs in the words of who reads it; without an actor, the public one. */
export async function needListView(
  found: FoundNeeds,
  filters: NeedFilters,
  locale: Locale,
  actor: Actor | null,
  begun: Begun = new Map(),
) {
  const t = await translator(locale, "needsFound");
  const pole = actor?.poleSlug ?? null;
  const address = (changed: NeedFilters) =>
    pole === null ? paths.publicNeeds(needQuery(changed)) : paths.needs(pole, needQuery(changed));
  const reader = {
    locale,
    t,
    pole,
    begun,
    answers: actor !== null && can(actor, "answers.write"),
    structureId: actor?.structureId ?? null,
  };
  return {
    pole,
    filters,
    query: needQuery(filters),
    asked: asksForSomething(filters),
    total: found.total,
    found: t(`found.${filters.list}`, { count: found.total }),
    page: found.page,
    pages: found.pages,
    rows: found.items.map((need) => foundView(need, found.now, reader)),
    trades: tradeOptions(found, filters, locale),
    ...optionsOf(t),
    lists:
      pole === null
        ? []
        : (["open", "closed", ...(reader.answers ? (["refused"] as const) : [])] as const).map((list) => ({
            to: address({ ...filters, list }),
            label: t(`list.${list}`),
            current: filters.list === list,
          })),
    wheres:
      pole === null || actor?.guest || filters.list !== "open"
        ? []
        : ([null, "here", "elsewhere"] as const).map((where) => ({
            key: where ?? "all",
            to: address({ ...filters, where }),
            label: t(`where.${where ?? "all"}`),
            current: filters.where === where,
          })),
    all: address({ ...filters, q: "", trade: null, place: "", within: null, value: null, reserved: null, kind: null }),
  };
}

export type NeedListView = Awaited<ReturnType<typeof needListView>>;

/** The trades of which there are needs, and the one that is asked for. */
function tradeOptions({ trades }: FoundNeeds, { trade }: NeedFilters, locale: Locale) {
  const known = trades.map(({ code, count }) => ({ value: code, label: `${tradeLabel(code, locale)} (${count})` }));
  if (trade && !known.some(({ value }) => value === trade)) {
    known.push({ value: trade, label: tradeLabel(trade, locale) });
  }
  return known.sort((a, b) => a.label.localeCompare(b.label, locale));
}

function optionsOf(t: Words) {
  return {
    withins: WITHIN.map((days) => ({ value: String(days), label: t("filter.days", { count: days }) })),
    values: (Object.keys(VALUES) as (keyof typeof VALUES)[]).map((value) => ({
      value,
      label: t(`filter.values.${value}`),
    })),
    reserveds: (["ess", "integration", "fair_trade", "local", "none"] as const).map((value) => ({
      value,
      label: t(`filter.reserveds.${value}`),
    })),
    kinds: (["call", "quotes", "interest"] as const).map((value) => ({ value, label: t(`kind.${value}`) })),
  };
}

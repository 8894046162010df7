import { paths } from "~/paths";
import { featureIcon, type Words } from "~/routes/catalogue/words";
import type { Actor } from "~server/kernel/actor";
import { localDateOf } from "~server/kernel/time";
import type { Option } from "~/ui/field";
import { featuresOf, searchQuery, type AskedSearch } from "./asked-search";
import { slotOn, type AskedWhen, type HalfDay } from "./when";
import { whenView } from "./when-view";
import { halfDayWords, type Say } from "./words";

/** From early in the morning to late in the evening, a year ahead. */
const CHOICES = { first: 7 * 60, last: 22 * 60, step: 30, daysAhead: 365 };

/** The search field, in words: the slot asked for, and the half days in one gesture. */
export function searchView(
  asked: AskedWhen,
  more: AskedSearch,
  halves: readonly HalfDay[],
  places: readonly Option[],
  now: Date,
  actor: Actor,
  t: Say,
  tc: Words,
) {
  const { locale, timeZone, poleSlug } = actor;
  const { when } = asked;
  const today = localDateOf(now, timeZone);
  return {
    ...whenView(asked, CHOICES, now, actor, t),
    more: {
      kind: more.kind,
      quantity: more.quantity > 1 ? String(more.quantity) : "",
      q: more.q,
      place: more.placeId ?? "",
      accessible: more.accessible,
      chosen: more.features.length + Number(more.accessible),
    },
    features: featuresOf(more.kind).map((key) => ({
      key,
      label: tc(`features.${key}`),
      icon: featureIcon(more.kind, key),
      checked: more.features.includes(key),
    })),
    places: [{ value: "", label: t("find.everyPlace") }, ...places],
    chips: halves.map((half) => ({
      label: halfDayWords(half, today, locale, t),
      part: half.part,
      to: `${paths.home(poleSlug, searchQuery(slotOn({ ...half, people: when?.people ?? null }, timeZone), more))}#libres`,
      current: when !== null && when.day === half.day && when.from === half.from && when.to === half.to,
    })),
  };
}

export type SearchView = ReturnType<typeof searchView>;

import { paths } from "~/paths";
import type { PhotoSource } from "~/ui/photo";
import type { KindKey, Rate, ResourceSummary } from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { formatMoney, initials } from "~server/kernel/format";
import { factsInShort, type Fact } from "./facts";
import { photoSource } from "./photo-source";
import { hoursInShort } from "./rule-sentences";
import { kindWord, type Words } from "./words";

/** A resource as a row of a list shows it: everything in words already. */
export interface ResourceCard {
  readonly id: string;
  readonly kind: KindKey;
  readonly name: string;
  readonly to: string;
  readonly owner: { readonly name: string; readonly initials: string; readonly colour: number };
  readonly place: string | null;
  readonly facts: readonly Fact[];
  readonly hours: readonly string[];
  readonly price: { readonly amount: string; readonly reason: string | null };
  readonly photo: PhotoSource | null;
  /** The word for an archived one. */
  readonly archived: string | null;
}

/** Puts a resource into the words of a row. */
export function resourceCard(
  resource: ResourceSummary,
  pole: string,
  t: Words,
  locale: Locale,
  to = paths.resource(pole, resource.id),
): ResourceCard {
  const { id, kind, name, owner, place } = resource;
  return {
    id,
    kind,
    name,
    to,
    owner: { name: owner.name, initials: initials(owner.name), colour: owner.colour },
    place: place && [place.name, place.town].filter(Boolean).join(", "),
    facts: factsInShort(resource, t, locale),
    hours: resource.hours.length > 0 ? hoursInShort(resource.hours, t, locale) : [kindWord(t, kind, "closed")],
    price: priceWords(resource.rate, t, locale),
    // The name is beside it: an undescribed picture in a list says nothing more.
    photo: resource.photo && photoSource(pole, resource.photo, ""),
    archived: resource.archivedAt && kindWord(t, kind, "archived"),
  };
}

/** What an hour costs, and the most that a day can; or the smallest thing that has a price. */
export function priceWords(rate: Rate | null, t: Words, locale: Locale): ResourceCard["price"] {
  if (!rate) return { amount: t("noCharge"), reason: t("noChargeReason") };
  if (rate.atCost) return { amount: t("atCost"), reason: t("noChargeReason") };
  const prices = PRICES.flatMap(([word, key]) => {
    const cents = rate[key];
    return cents === null || cents === undefined ? [] : [{ word, cents }];
  });
  const [first, second] = prices;
  if (!first) return { amount: t("noCharge"), reason: t("noChargeReason") };
  if (prices.every(({ cents }) => cents === 0)) return { amount: t("free"), reason: null };
  const words = ({ word, cents }: typeof first) => t(word, { amount: formatMoney(cents, locale) });
  return { amount: words(first), reason: second ? words(second) : null };
}

const PRICES = [
  ["perUnit", "unitCents"],
  ["perHour", "hourCents"],
  ["perHalfDay", "halfDayCents"],
  ["dayCap", "dayCapCents"],
  ["perWeek", "weekCents"],
  ["perKilometre", "kilometreCents"],
] as const;

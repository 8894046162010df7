import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { factsInShort } from "~/routes/catalogue/facts";
import { photoSource } from "~/routes/catalogue/photo-source";
import type { Words } from "~/routes/catalogue/words";
import type { FeatureKey, KindKey } from "~server/catalogue";
import { findFree, type NearOffer, type Offer, type ResourceCard } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatDuration, formatMoney, formatTimeRange, initials } from "~server/kernel/format";
import { addDays, instantAt, wallClock, type Period } from "~server/kernel/time";
import { dayView, endMinutes, marksOf, windowOf } from "./day-view";
import { whenQuery, type When } from "./when";
import { priceNote, slotWords, type Say } from "./words";

/** How many rooms a page of results shows. */
const PAGE = 12;
/** Where nothing is free: how many days later are looked at, and how many of them are proposed. */
const LATER_DAYS = 10;
const LATER_SHOWN = 2;

/** The instants of a slot. */
export function periodOf({ day, from, to }: When, zone: string): Period {
  return { start: instantAt(day, from, zone), end: instantAt(day, to, zone) };
}

/** What is free for a slot, as the first page shows it: everything in words. */
export async function freeView(actor: Actor, when: When, cursor: string | null) {
  const { locale, timeZone, poleSlug } = actor;
  const t = await translator(locale, "bookings");
  const tc = await translator(locale, "catalogue");
  const period = periodOf(when, timeZone);
  const found = await findFree(actor, { ...period, kind: "room", attendees: when.people, limit: PAGE, cursor });
  const shown = windowOf(
    found.offers.map(({ day }) => day),
    when,
  );
  const nothing = found.offers.length === 0 && !cursor;
  return {
    slot: slotWords(when, locale, t),
    dayWords: formatDay(when.day, locale),
    marks: marksOf(shown, locale),
    offers: found.offers.map((offer: Offer) => ({
      ...cardView(offer, actor, tc),
      place: offer.place?.name ?? null,
      day: dayView(offer.day, shown, when, locale, t),
      price: formatMoney(offer.price.cents, locale),
      priceNote: priceNote(offer.price, locale, t),
      book: paths.newBooking(poleSlug, offer.resourceId, whenQuery(when)),
    })),
    near: found.nearlyFree.map((offer) => nearView(offer, when, actor, t)),
    later: nothing ? await laterDays(actor, when) : [],
    next: found.nextCursor,
  };
}

export type FreeView = Awaited<ReturnType<typeof freeView>>;

/** How many facts a row has place for. */
const FACTS = 4;

function cardView(card: ResourceCard, { poleSlug, locale }: Actor, tc: Words) {
  const described = {
    ...card,
    kind: card.kind as KindKey,
    features: card.features as FeatureKey[],
    attributes: {},
  };
  return {
    id: card.resourceId,
    name: card.name,
    to: paths.resource(poleSlug, card.resourceId),
    // The name is beside it: an undescribed picture in a list says nothing more.
    photo: card.photo && photoSource(poleSlug, card.photo, ""),
    owner: { name: card.owner.name, initials: initials(card.owner.name), colour: card.owner.colour },
    facts: factsInShort(described, tc, locale).slice(0, FACTS),
  };
}

function nearView(offer: NearOffer, when: When, { locale, timeZone, poleSlug }: Actor, t: Say) {
  const from = wallClock(offer.start, timeZone);
  const to = endMinutes(wallClock(offer.end, timeZone).minutes);
  const asked = periodOf(when, timeZone);
  const shift = Math.abs(offer.start.getTime() - asked.start.getTime()) / 60_000;
  const lengths = [offer, asked].map(({ start, end }) => (end.getTime() - start.getTime()) / 60_000);
  const change = Math.abs((lengths[0] ?? 0) - (lengths[1] ?? 0));
  const duration = formatDuration(offer.how === "later" || offer.how === "earlier" ? shift : change, locale);
  const hours = formatTimeRange(from.minutes, to, locale);
  const taken = { day: from.date, from: from.minutes, to, people: when.people };
  return {
    id: offer.resourceId,
    name: offer.name,
    to: paths.resource(poleSlug, offer.resourceId, whenQuery(taken)),
    icon: offer.how === "later" ? "move-right" : offer.how === "earlier" ? "arrow-left" : "minimize-2",
    how: t(`home.nearHow.${offer.how}`, { duration }),
    what: t("home.nearWhat", { seats: t("home.seats", { count: offer.capacity }), owner: offer.owner.name, hours }),
    take: t("home.take", { hours }),
    slot: slotWords(taken, locale, t),
    book: paths.newBooking(poleSlug, offer.resourceId, whenQuery(taken)),
  } as const;
}

/** The first days on which something is free at the same hours. */
async function laterDays(actor: Actor, when: When) {
  const days: { label: string; to: string }[] = [];
  for (let later = 1; later <= LATER_DAYS && days.length < LATER_SHOWN; later += 1) {
    const other = { ...when, day: addDays(when.day, later) };
    const { offers } = await findFree(actor, {
      ...periodOf(other, actor.timeZone),
      kind: "room",
      attendees: when.people,
      limit: 1,
    });
    if (offers.length === 0) continue;
    days.push({ label: formatDay(other.day, actor.locale), to: paths.home(actor.poleSlug, whenQuery(other)) });
  }
  return days;
}

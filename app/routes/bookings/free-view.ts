import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { factsInShort } from "~/routes/catalogue/facts";
import { photoSource } from "~/routes/catalogue/photo-source";
import type { Words } from "~/routes/catalogue/words";
import type { FeatureKey, KindKey } from "~server/catalogue";
import { findFree, type NearOffer, type Offer, type ResourceCard } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatDuration, formatMoney, formatTimeRange, initials } from "~server/kernel/format";
import { addDays } from "~server/kernel/time";
import { dayView, marksOf, windowOf } from "./day-view";
import { slotAt, slotOn, type When } from "./when";
import { priceNote } from "./price-words";
import { slotWords, WAY_ICONS, type Say } from "./words";

/** How many rooms a page of results shows. */
const PAGE = 12;
/** Where nothing is free: how many days later are looked at, and how many of them are proposed. */
const LATER_DAYS = 10;
const LATER_SHOWN = 2;

/** What is free for a slot, as the first page shows it: everything in words. */
export async function freeView(actor: Actor, when: When, cursor: string | null) {
  const { locale, poleSlug } = actor;
  const t = await translator(locale, "bookings");
  const tc = await translator(locale, "catalogue");
  const { start, end } = when;
  const found = await findFree(actor, { start, end, kind: "room", attendees: when.people, limit: PAGE, cursor });
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
      ...cardView(offer, when, actor, tc),
      place: offer.place?.name ?? null,
      day: dayView(offer.day, shown, when, locale, t),
      price: formatMoney(offer.price.cents, locale),
      priceNote: priceNote(offer.price, locale, t),
      book: paths.newBooking(poleSlug, offer.resourceId, when.query),
    })),
    near: found.nearlyFree.map((offer) => nearView(offer, when, actor, t)),
    later: nothing ? await laterDays(actor, when) : [],
    next: found.nextCursor,
  };
}

export type FreeView = Awaited<ReturnType<typeof freeView>>;

/** How many facts a row has place for. */
const FACTS = 4;

function cardView(card: ResourceCard, when: When, { poleSlug, locale }: Actor, tc: Words) {
  const described = {
    ...card,
    kind: card.kind as KindKey,
    features: card.features as FeatureKey[],
    attributes: {},
  };
  return {
    id: card.resourceId,
    name: card.name,
    to: paths.resource(poleSlug, card.resourceId, when.query),
    // The name is beside it: an undescribed picture in a list says nothing more.
    photo: card.photo && photoSource(poleSlug, card.photo, ""),
    owner: { name: card.owner.name, initials: initials(card.owner.name), colour: card.owner.colour },
    facts: factsInShort(described, tc, locale).slice(0, FACTS),
  };
}

function nearView(offer: NearOffer, when: When, { locale, timeZone, poleSlug }: Actor, t: Say) {
  const near = slotAt(offer.start, offer.end, when.people, timeZone);
  const minutes = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) / 60_000;
  const shift = minutes(near.start, when.start);
  const change = Math.abs(minutes(near.start, near.end) - minutes(when.start, when.end));
  const moved = offer.how === "later" || offer.how === "earlier";
  const hours = formatTimeRange(near.from, near.to, locale);
  return {
    id: offer.resourceId,
    name: offer.name,
    to: paths.resource(poleSlug, offer.resourceId, near.query),
    icon: WAY_ICONS[offer.how],
    how: t(`home.nearHow.${offer.how}`, { duration: formatDuration(moved ? shift : change, locale) }),
    what: t("home.nearWhat", { seats: t("home.seats", { count: offer.capacity }), owner: offer.owner.name, hours }),
    take: t("home.take", { hours }),
    slot: slotWords(near, locale, t),
    book: paths.newBooking(poleSlug, offer.resourceId, near.query),
  };
}

/** The first days on which something is free at the same hours. */
async function laterDays(actor: Actor, when: When) {
  const days: { label: string; to: string }[] = [];
  for (let later = 1; later <= LATER_DAYS && days.length < LATER_SHOWN; later += 1) {
    const other = slotOn({ ...when, day: addDays(when.day, later) }, actor.timeZone);
    const { offers } = await findFree(actor, {
      start: other.start,
      end: other.end,
      kind: "room",
      attendees: when.people,
      limit: 1,
    });
    if (offers.length === 0) continue;
    days.push({ label: formatDay(other.day, actor.locale), to: paths.home(actor.poleSlug, other.query) });
  }
  return days;
}

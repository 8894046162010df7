import { paths } from "~/paths";
import { factsInShort } from "~/routes/catalogue/facts";
import { photoSource } from "~/routes/catalogue/photo-source";
import { kindWord, type Words } from "~/routes/catalogue/words";
import type { NearOffer, Offer, OverQuota, ResourceCard, SessionOffer } from "~server/bookings";
import { kindOf, type FeatureKey, type KindKey } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatDuration, formatMoney, formatNumber, formatPeriod, initials } from "~server/kernel/format";
import { newId } from "~server/kernel/ids";
import type { AskedSearch } from "./asked-search";
import { dayView, type DayWindow } from "./day-view";
import { priceNote } from "./price-words";
import { refusalSentence } from "./refusal";
import { slotAt, type When } from "./when";
import { approvalWords, capital, hoursWords, slotWords, WAY_ICONS, type Say, type SaySearch } from "./words";

interface Reader {
  readonly actor: Actor;
  readonly t: Say;
  readonly ts: SaySearch;
  readonly tc: Words;
}

/** How many facts a row has place for. */
const FACTS = 4;

/** Something free, as a row: what it is, its day, its price, and both ways to have it. */
export function offerView(offer: Offer, when: When, asked: AskedSearch, shown: DayWindow, reader: Reader) {
  const { locale } = reader.actor;
  return {
    ...cardView(offer, when, asked.quantity, reader),
    units: offer.units && reader.ts("unitsFree", { ...offer.units }),
    approval: approvalWords(offer.approvalBy, offer.owner.name, reader.actor, reader.ts, "by"),
    day: when.until ? null : dayView(offer.day, shown, when, locale, reader.t),
    price: formatMoney(offer.price.cents, locale),
    priceNote: priceNote(offer.price, locale, reader.t),
  };
}

/** A session with places, as a row. */
export function sessionView(session: SessionOffer, { quantity }: AskedSearch, reader: Reader) {
  const { locale, timeZone } = reader.actor;
  const when = slotAt(session.start, session.end, null, timeZone);
  return {
    ...cardView(session, when, quantity, reader),
    id: session.sessionId,
    approval: approvalWords(session.approvalBy, session.owner.name, reader.actor, reader.ts, "by"),
    title: session.title,
    when: capital(formatPeriod(session.start, session.end, timeZone, locale)),
    left: reader.t("find.placesLeft", { free: session.free, places: session.places }),
    slot: slotWords(when, locale, reader.t),
    price: formatMoney(session.price.cents, locale),
    priceNote: priceNote(session.price, locale, reader.t),
  };
}

function cardView(card: ResourceCard, when: When, quantity: number, { actor, tc }: Reader) {
  const { locale, poleSlug } = actor;
  const kind = card.kind as KindKey;
  const query = queryFor(kind, when, quantity);
  return {
    id: card.resourceId,
    name: card.name,
    kind,
    to: paths.resource(poleSlug, card.resourceId, query),
    // The name is beside it: an undescribed picture in a list says nothing more.
    photo: card.photo && photoSource(poleSlug, card.photo, ""),
    owner: { name: card.owner.name, initials: initials(card.owner.name), colour: card.owner.colour },
    place: card.place?.name ?? null,
    facts: factsInShort({ ...card, kind, features: card.features as FeatureKey[], attributes: {} }, tc, locale).slice(
      0,
      FACTS,
    ),
    book: paths.newBooking(poleSlug, card.resourceId, query),
    // What its form puts in the basket; the id is made here: sent twice, it is added once.
    basket: { demande: newId(), ressource: card.resourceId, ...query },
  };
}

/** People where they are counted, units where they are given one by one. */
function queryFor(kind: KindKey, { query }: When, quantity: number) {
  const { people, quantity: units } = kindOf(kind);
  const { personnes, ...slot } = query;
  return {
    ...slot,
    ...(people && personnes !== undefined ? { personnes } : {}),
    ...(units && quantity > 1 ? { combien: quantity } : {}),
  };
}

/** Something free of which the structure would have too much, and why. */
export function overQuotaView(offer: OverQuota, when: When, asked: AskedSearch, { actor, t }: Reader) {
  const kind = offer.kind as KindKey;
  const reader = { locale: actor.locale, zone: actor.timeZone, kind };
  return {
    id: offer.resourceId,
    name: offer.name,
    owner: offer.owner.name,
    to: paths.resource(actor.poleSlug, offer.resourceId, queryFor(kind, when, asked.quantity)),
    why: offer.exceeded.map((exceeded) => refusalSentence(t, exceeded, reader)).join(" "),
  };
}

/** What to change to have something that is nearly free. */
export function nearView(offer: NearOffer, when: When, asked: AskedSearch, { actor, t, tc, ts }: Reader) {
  const { locale, timeZone, poleSlug } = actor;
  const kind = offer.kind as KindKey;
  const near = slotAt(offer.start, offer.end, when.people, timeZone);
  const query = queryFor(kind, near, offer.quantity);
  const minutes = (a: Date, b: Date) => Math.abs(a.getTime() - b.getTime()) / 60_000;
  const shift = minutes(near.start, when.start);
  const change = Math.abs(minutes(near.start, near.end) - minutes(when.start, when.end));
  const moved = offer.how === "later" || offer.how === "earlier";
  const fewer = offer.how === "fewer";
  const hours = hoursWords(near, locale);
  const size = kindOf(kind).people
    ? kindWord(tc, kind, "capacity", { count: offer.capacity })
    : kindWord(tc, kind, "one");
  const units = formatNumber(offer.quantity, locale);
  return {
    id: offer.resourceId,
    name: offer.name,
    approval: approvalWords(offer.approvalBy, offer.owner.name, actor, ts, "by"),
    to: paths.resource(poleSlug, offer.resourceId, query),
    icon: fewer ? WAY_ICONS.shorter : WAY_ICONS[offer.how as Exclude<NearOffer["how"], "fewer">],
    how: fewer
      ? t("find.fewer", { units, quantity: formatNumber(asked.quantity, locale) })
      : t(`home.nearHow.${offer.how as Exclude<NearOffer["how"], "fewer">}`, {
          duration: formatDuration(moved ? shift : change, locale),
        }),
    what: t("home.nearWhat", { seats: size, owner: offer.owner.name, hours }),
    take: fewer ? t("find.takeUnits", { units }) : t("home.take", { hours }),
    slot: slotWords(near, locale, t),
    book: paths.newBooking(poleSlug, offer.resourceId, query),
  };
}

import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { formOf, pricedFor, refusalView } from "~/routes/bookings/confirmation-view";
import { readBooking } from "~/routes/bookings/asked-booking";
import { howView } from "~/routes/bookings/how-view";
import type { Hours, When } from "~/routes/bookings/when";
import { resourceChoices, whenView } from "~/routes/bookings/when-view";
import { refusalSentence } from "~/routes/bookings/refusal";
import { priceNote, priceView } from "~/routes/bookings/price-words";
import { approvalWords, cancelWords, hoursWords, slotWords, type Say } from "~/routes/bookings/words";
import { weekView } from "~/routes/bookings/week-view";
import { considerBooking, customerOf, findFree, freeMinutesOf, weekOf, type Week } from "~server/bookings";
import { CUSTOMERS, kindOf, rulesOfResource, type Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatMoney, initials } from "~server/kernel/format";
import { newId } from "~server/kernel/ids";
import { addDays, localDateOf, parseLocalDate, startOfWeek, type LocalDate } from "~server/kernel/time";
import { typography } from "~server/kernel/typography";
import { aroundView } from "./around-view";
import { resourceFacts } from "./facts";
import { isPasserBy, resourcePage } from "../door/resource-page";
import { photoSource } from "./photo-source";
import { fullRuleSentences } from "./full-rule-sentences";
import { rateSentences } from "./rate-sentences";
import { kindWord, type Words } from "./words";

/** How many other rooms are shown beneath. */
const OTHERS = 3;
/** What is proposed where the address asks for nothing. In minutes. */
const USUAL_LENGTH = 120;

/** The page of a resource: what it is, its week, and the card that books it; all in words. */
export async function roomView(actor: Actor, resource: Resource, address: URLSearchParams, now: Date) {
  const { locale, timeZone, poleSlug } = actor;
  const t = await translator(locale, "bookings");
  const tc = await translator(locale, "catalogue");
  const tk = await translator(locale, "composition");
  const ts = await translator(locale, "search");
  const today = localDateOf(now, timeZone);
  const ruling = await rulesOfResource(actor, resource.id);
  const { monday, week } = await weekShown(actor, resource, address, today);
  // Whoever passes by says who they are on the way.
  const mayBook = resource.can.book || (isPasserBy(actor) && resource.archivedAt === null);
  const asked = await readBooking(address, resource, firstFree(week, today), now, actor);
  const barred = week.barred && {
    why: refusalSentence(t, week.barred, { locale, zone: timeZone, kind: resource.kind }),
    slot: ts("barred.slot"),
    day: ts("barred.day"),
  };
  const chosen = asked.when && (await chosenView(actor, resource, asked.when, now, t));
  return {
    id: resource.id,
    kind: resource.kind,
    name: resource.name,
    words: {
      free: kindWord(tc, resource.kind, "free"),
      gone: kindWord(tc, resource.kind, "gone"),
      many: kindWord(tc, resource.kind, "many"),
    },
    around: await aroundView(actor, resource, asked.when, tk),
    description: typography(resource.description),
    archived: resource.archivedAt !== null,
    owner: { name: resource.owner.name, initials: initials(resource.owner.name), colour: resource.owner.colour },
    place: resource.place && {
      address: [resource.place.name, resource.place.address, resource.place.town].filter(Boolean).join(", "),
      access: typography(resource.place.access),
    },
    can: resource.can,
    edit: paths.editResource(poleSlug, resource.id),
    photos: resource.photos.map((photo) => photoSource(poleSlug, photo, resource.name)),
    facts: resourceFacts(resource, tc, locale),
    rules: fullRuleSentences(
      ruling.rules,
      { ...ruling, kind: resource.kind, customer: customerOf(actor), today },
      tc,
      locale,
    ),
    editRules: resource.can.edit ? paths.resourceRules(poleSlug, resource.id) : null,
    approval: !mayBook
      ? null
      : (chosen ? chosen.approval !== null : ruling.rules.approval.mode !== "automatic")
        ? ("asked" as const)
        : ("immediate" as const),
    rates: await ratesView(resource, actor, tc),
    // What its owner may give to anybody.
    openPage: resource.can.edit && ruling.rules.openTo === "public" ? paths.openResource(poleSlug, resource.id) : null,
    setRates: resource.can.edit ? paths.resourceRates(poleSlug, resource.id) : null,
    // A stay of several days is not drawn in the hours of one.
    week: weekView(week, monday, asked.when?.until ? null : asked.when, now, actor, t, barred),
    booking: {
      // Made here, sent with the form: sent twice, it books once.
      demande: newId(),
      capacity: resource.capacity,
      how: howView(asked, resource, actor, tk),
      fields: whenView(asked, resourceChoices(resource), now, actor, t),
      structure: actor.structureName,
      chosen,
    },
    others: asked.when && mayBook ? await othersView(actor, resource, asked.when, t) : null,
  };
}

export type RoomView = Awaited<ReturnType<typeof roomView>>;

/** The week asked for, or that of the day asked for; else this one, or the next where nothing is left of this one. */
async function weekShown(actor: Actor, resource: Resource, address: URLSearchParams, today: LocalDate) {
  const day = parseLocalDate(address.get("jour") ?? "");
  const wanted = parseLocalDate(address.get("semaine") ?? "") ?? day;
  const monday = startOfWeek(wanted ?? today);
  const week = await weekOf(actor, resource.id, monday);
  const isOver =
    !wanted && !week.barred && !week.days.some(({ segments }) => segments.some(({ kind }) => kind === "free"));
  const next = addDays(monday, 7);
  if (!isOver || next > week.lastDay) return { monday, week };
  return { monday: next, week: await weekOf(actor, resource.id, next) };
}

/** The first free time of the week shown, two hours of it if there are; else tomorrow at nine. */
function firstFree({ days, minMinutes, maxMinutes, lastDay }: Week, today: LocalDate): Hours {
  const length = Math.min(Math.max(USUAL_LENGTH, minMinutes), maxMinutes);
  const free = days.flatMap(({ date, segments }) =>
    segments.filter(({ kind }) => kind === "free").map(({ start, end }) => ({ day: date, start, end })),
  );
  const first = free.find(({ start, end }) => end - start >= length) ?? free[0];
  if (first) return { day: first.day, from: first.start, to: Math.min(first.end, first.start + length), people: null };
  const day = days.find(({ date }) => date > today && date <= lastDay)?.date ?? today;
  return { day, from: 9 * 60, to: 9 * 60 + length, people: null };
}

/** The slot chosen: its price and reasons, or why it cannot be and what can. */
async function chosenView(actor: Actor, resource: Resource, when: When, now: Date, t: Say) {
  const { locale, poleSlug } = actor;
  const { price, approvalBy, cancelUntil, outcome } = await considerBooking(actor, formOf(resource.id, when));
  return {
    short: `${formatDay(when.day, locale, { short: true })}, ${hoursWords(when, locale)}`,
    confirm: isPasserBy(actor)
      ? paths.register(paths.newBooking(poleSlug, resource.id, when.query))
      : paths.newBooking(poleSlug, resource.id, when.query),
    pricedFor: pricedFor(when, ""),
    approval: approvalWords(approvalBy, resource.owner.name, actor, await translator(locale, "search"), "needed"),
    price: priceView(price, actor.structureName, locale, t),
    cancel: cancelWords(cancelUntil, now, actor, t),
    refusal: outcome.ok ? null : await refusalView(actor, resource, when, outcome.problem, false, t),
  };
}

/** Other rooms that are free for the same slot. */
async function othersView(actor: Actor, resource: Resource, when: When, t: Say) {
  const { locale, poleSlug } = actor;
  const { start, end, people } = when;
  const { offers } = await findFree(actor, {
    start,
    end,
    attendees: people,
    quantity: when.quantity,
    kind: resource.kind,
    limit: OTHERS + 1,
  });
  return {
    slot: slotWords(when, locale, t),
    rooms: offers
      .filter(({ resourceId }) => resourceId !== resource.id)
      .slice(0, OTHERS)
      .map((offer) => ({
        id: offer.resourceId,
        name: offer.name,
        to: resourcePage(actor, offer.resourceId, when.query),
        what: kindOf(resource.kind).people
          ? t("room.otherWhat", { owner: offer.owner.name, seats: t("home.seats", { count: offer.capacity }) })
          : offer.owner.name,
        photo: offer.photo && photoSource(poleSlug, offer.photo, ""),
        price: formatMoney(offer.price.cents, locale),
        priceNote: priceNote(offer.price, locale, t),
      })),
  };
}

function byDoor({ guest }: { guest: string | null }): boolean {
  return guest === "outsider" || guest === "public";
}

/** What it costs to each kind of customer, in sentences; the reader's own come first, with what is left to them. */
async function ratesView(resource: Resource, actor: Actor, tc: Words) {
  const { rates } = resource;
  const mine = actor.structureId === null ? null : customerOf(actor);
  // By the public door, what the pôle's own pay says nothing.
  const told = byDoor(actor) ? CUSTOMERS.filter((customer) => byDoor({ guest: customer })) : CUSTOMERS;
  const [t, yours] = [await translator(actor.locale, "prices"), await freeMinutesOf(actor, resource)];
  const shown = told.filter((customer) => customer === mine || rates.some((rate) => rate.customer === customer));
  return [...shown]
    .sort((a, b) => Number(b === mine) - Number(a === mine))
    .map((customer) => ({
      customer: tc(`customers.${customer}`),
      mine: customer === mine,
      sentences: rateSentences(rates, customer, t, actor.locale, customer === mine ? yours : null),
    }));
}

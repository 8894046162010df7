import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { resourceFacts } from "~/routes/catalogue/facts";
import { photoSource } from "~/routes/catalogue/photo-source";
import { confirmationPage } from "~/routes/door/resource-page";
import { bookingsOf, considerBooking, type BookingProblem, type Suggestion } from "~server/bookings";
import type { Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatDuration, formatMoney, initials } from "~server/kernel/format";
import { refusalSentence, suggestionWords } from "./refusal";
import type { AskedBooking } from "./asked-booking";
import { howView } from "./how-view";
import { slotAt, type When } from "./when";
import { resourceChoices, whenView } from "./when-view";
import { priceView } from "./price-words";
import { approvalWords, cancelWords, capital, hoursWords, WAY_ICONS, type Say } from "./words";

/** What was typed beside the slot. */
export interface TypedBooking {
  /** The id that the booking will have. */
  readonly id: string;
  readonly title: string;
  readonly titleShared: boolean;
  /** Foreseen, as it was typed. */
  readonly kilometres: string;
}

/** What came of a form that was sent. */
export interface Answered {
  readonly problem?: BookingProblem;
  /** The price is higher than the one that was shown: of the same thing, or because something else is asked for. */
  readonly dearer?: "same" | "changed";
  /** The purpose is too long. */
  readonly titleWrong?: boolean;
  /** The kilometres cannot be read. */
  readonly kilometresWrong?: boolean;
}

/** The page that confirms a booking: what, when, at what price, and whether it can be; all in words. */
export async function confirmationView(
  actor: Actor,
  resource: Resource,
  asked: AskedBooking,
  typed: TypedBooking,
  now: Date,
  answered: Answered = {},
) {
  const { locale, poleSlug } = actor;
  const t = await translator(locale, "bookings");
  const tc = await translator(locale, "catalogue");
  const how = howView(asked, resource, actor, await translator(locale, "composition"));
  const ts = await translator(locale, "search");
  const { when, slot } = asked;
  const considered =
    when && (await considerBooking(actor, formOf(resource.id, when, readKilometres(typed.kilometres))));
  const refused = considered && !considered.outcome.ok ? considered.outcome.problem : undefined;
  const problem = answered.problem ?? refused;
  const ours = when && problem?.code === "slot_taken" ? await oursAt(actor, resource.id, when, t) : null;
  const [photo] = resource.photos;
  return {
    typed,
    how,
    resource: {
      id: resource.id,
      name: resource.name,
      to: paths.resource(poleSlug, resource.id, slot?.query),
      capacity: resource.capacity,
      kind: resource.kind,
      photo: photo ? photoSource(poleSlug, photo, resource.name) : null,
      owner: { name: resource.owner.name, initials: initials(resource.owner.name), colour: resource.owner.colour },
      place:
        resource.place && [resource.place.name, resource.place.address, resource.place.town].filter(Boolean).join(", "),
      facts: resourceFacts(resource, tc, locale).slice(0, 4),
    },
    repeat: paths.newSeries(poleSlug, resource.id, { ...slot?.query }),
    action: paths.newBooking(poleSlug, resource.id, slot?.query),
    fields: whenView(asked, resourceChoices(resource), now, actor, t),
    slot: slot && {
      day: capital(formatDay(slot.day, locale, { year: true })),
      hours: hoursWords(slot, locale),
      duration: formatDuration((slot.end.getTime() - slot.start.getTime()) / 60_000, locale),
    },
    price: considered && {
      ...priceView(considered.price, actor.structureName, locale, t),
      cancel: cancelWords(considered.cancelUntil, now, actor, t),
    },
    approval: considered && approvalWords(considered.approvalBy, resource.owner.name, actor, ts, "needed"),
    ours,
    // What is taken, and breaks no other rule, can be waited for; not the one thing that is one's own already.
    waiting:
      when && problem && WAITED_FOR.has(problem.code) && problem.others.length === 0 && !(ours && !how.units)
        ? { action: paths.joinWaiting(poleSlug), start: when.start.toISOString(), end: when.end.toISOString() }
        : null,
    dearer: answered.dearer ?? null,
    /** What the price shown is for: sent with it. */
    pricedFor: when ? pricedFor(when, typed.kilometres) : "",
    titleWrong: answered.titleWrong ?? false,
    kilometres: considered?.price.reasons.some(({ kind }) => kind === "kilometres") ?? false,
    kilometresWrong: answered.kilometresWrong ?? false,
    refusal:
      problem && when ? await refusalView(actor, resource, when, problem, answered.problem !== undefined, t) : null,
    canBook: problem?.code !== "not_allowed" && problem?.code !== "archived",
  };
}

export type ConfirmationView = Awaited<ReturnType<typeof confirmationView>>;

/**
 * The booking that one's own structure has there already: after confirming, whoever comes back to this page would
 * believe that somebody else was quicker, and take another time as well.
 */
async function oursAt(actor: Actor, resourceId: string, { start, end }: When, t: Say) {
  const search = { when: "live", from: start, to: end, resourceId, limit: 1 } as const;
  const [booking] = (await bookingsOf(actor, { ...search, scope: "structure" })).items;
  if (!booking) return null;
  const mine = booking.person?.id === actor.personId;
  return {
    to: paths.booking(actor.poleSlug, booking.id),
    sentence: mine ? t("new.ours.mine") : t("new.ours.structure", { name: actor.structureName ?? "" }),
    see: t("new.ours.see"),
  };
}

const WAITED_FOR: ReadonlySet<BookingProblem["code"]> = new Set(["slot_taken", "not_enough_units", "blocked"]);

/** The content of a booking of a resource for a slot. */
export function formOf(
  resourceId: string,
  { start, end, people, quantity = 1 }: When,
  kilometres: number | null = null,
) {
  return { resourceId, start, end, attendees: people, quantity, kilometres };
}

/** What a price was shown for, as its form sends it: with another, the price is not dearer, it is of something else. */
export function pricedFor({ start, end, quantity = 1 }: When, kilometres: string): string {
  return [start.toISOString(), end.toISOString(), quantity, readKilometres(kilometres) ?? 0].join(" ");
}

/** Kilometres as they are typed, "120" or "1 200"; null for none, and for what is not a number of them. */
export function readKilometres(typed: string): number | null {
  const figures = typed.replace(/[\s\u00a0\u202f]|km$/g, "");
  return /^\d{1,5}$/.test(figures) ? Number(figures) : null;
}

/** Why not, and the ways out with their price: each can be taken at once. */
export async function refusalView(
  actor: Actor,
  resource: Pick<Resource, "kind">,
  when: When,
  problem: BookingProblem,
  live: boolean,
  t: Say,
) {
  const reader = { locale: actor.locale, zone: actor.timeZone, kind: resource.kind };
  const ways = await Promise.all(
    problem.suggestions.map((suggestion) => wayView(actor, suggestion, when, t, resource.kind)),
  );
  return {
    code: problem.code,
    // Nobody asked for it yet: it is taken, not just taken under somebody's nose.
    sentence: problem.code === "slot_taken" && !live ? t("new.taken") : refusalSentence(t, problem, reader),
    others: problem.others.map((other) => refusalSentence(t, other, reader)),
    ways,
    live,
  };
}

export type RefusalView = Awaited<ReturnType<typeof refusalView>>;

/** A way out in words, with its price and what its button sends. */
export async function wayView(actor: Actor, suggestion: Suggestion, when: When, t: Say, kind: string) {
  const { locale, timeZone } = actor;
  const words = suggestionWords(t, suggestion, when, { locale, zone: timeZone, kind });
  const found = slotAt(suggestion.start, suggestion.end, when.people, timeZone);
  const { quantity = 1 } = when;
  const slot = quantity > 1 ? { ...found, quantity, query: { ...found.query, combien: quantity } } : found;
  const { price } = await considerBooking(actor, formOf(suggestion.resourceId, slot));
  return {
    icon: WAY_ICONS[suggestion.kind],
    how: words.how,
    when: words.when,
    resourceName: words.resourceName,
    price: formatMoney(price.cents, locale),
    /** Where its own confirmation is. */
    to: confirmationPage(actor, suggestion.resourceId, slot.query),
    value: wayValue(suggestion.resourceId, slot, price.cents),
  };
}

/** What the button that takes a way out sends: it replaces the resource, the slot and the price of its form. */
function wayValue(resourceId: string, { query }: When, cents: number): string {
  return [resourceId, query.jour, query.de, query.a, cents].join(" ");
}

/** Reads what wayValue() wrote into the form that it changes. */
export function takeWay(form: FormData): void {
  const way = form.get("autre");
  if (typeof way !== "string") return;
  const [resource = "", day = "", from = "", to = "", cents = ""] = way.split(" ");
  for (const [name, value] of Object.entries({ ressource: resource, jour: day, de: from, a: to, prix: cents })) {
    form.set(name, value);
  }
}

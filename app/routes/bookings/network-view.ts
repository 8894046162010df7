import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { bookingsOf, findFree, type BookingsSearch } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { can } from "~server/kernel/permissions";
import { actorIn, guestContextsAround } from "~server/poles";
import { KINDS_OF_PEOPLE, type AskedSearch } from "./asked-search";
import { bookingLine } from "./booking-line";
import { marksOf, windowOf } from "./day-view";
import { offerView } from "./offer-view";
import { slotOn, type When } from "./when";
import { slotWords } from "./words";

/** How many other pôles are asked, and how much of each is shown. */
const POLES = 4;
const EACH = 3;
/** How many of one's bookings in each. */
const BOOKINGS = 10;

/** The guest that somebody is in each of the nearest other pôles of the network that share something. */
export async function guestsAround(actor: Actor): Promise<Actor[]> {
  if (actor.guest !== null || actor.structureId === null || !can(actor, "bookings.request")) return [];
  const contexts = await guestContextsAround(actor, POLES);
  return contexts.map((context) =>
    actorIn(context, { personId: actor.personId, name: actor.personName }, actor.locale),
  );
}

/** What the other pôles of the network share that is free at the same hours, each as its guest sees it. */
export async function networkView(actor: Actor, when: When, asked: AskedSearch) {
  // A place is one of this pôle's, and what follows the first page is its own.
  if (asked.placeId || asked.cursor) return [];
  const { locale } = actor;
  const [t, tc, ts] = await Promise.all([
    translator(locale, "bookings"),
    translator(locale, "catalogue"),
    translator(locale, "search"),
  ]);
  const guests = await guestsAround(actor);
  const found = await Promise.all(
    guests.map(async (guest) => {
      // The same hours on the clock over there.
      const there = slotOn(when, guest.timeZone);
      const { offers } = await findFree(guest, {
        start: there.start,
        end: there.end,
        attendees: there.people,
        attendeesOf: KINDS_OF_PEOPLE,
        quantity: asked.quantity,
        q: asked.q || undefined,
        features: asked.features,
        accessible: asked.accessible,
        kind: asked.kind ?? undefined,
        limit: EACH,
      });
      const shown = windowOf(
        offers.map(({ day }) => day),
        there.until ? undefined : there,
      );
      return {
        pole: guest.poleSlug,
        name: guest.poleName,
        all: paths.catalogue(guest.poleSlug),
        slot: slotWords(there, actor.locale, t),
        marks: marksOf(shown, actor.locale),
        offers: offers.map((offer) => offerView(offer, there, asked, shown, { actor: guest, t, tc, ts })),
      };
    }),
  );
  return found.filter(({ offers }) => offers.length > 0);
}

export type NetworkView = Awaited<ReturnType<typeof networkView>>;

/** The bookings that somebody has as a guest of other pôles, as lines of their list. */
export async function networkBookings(actor: Actor, search: BookingsSearch) {
  const lines = await Promise.all(
    (await guestsAround(actor)).map(async (guest) => {
      const { items } = await bookingsOf(guest, { ...search, limit: BOOKINGS });
      return items.map((booking) => {
        const line = bookingLine(booking, guest);
        return { ...line, place: [line.place, guest.poleName].filter(Boolean).join(", ") };
      });
    }),
  );
  return lines.flat();
}

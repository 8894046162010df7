import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { considerMove, resourcesOfKind, type BookingDetails, type MoveForm, type MoveProblem } from "~server/bookings";
import { resourceOf } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatMoney, formatPeriod } from "~server/kernel/format";
import { wayView } from "./confirmation-view";
import { priceView } from "./price-words";
import { refusalSentence } from "./refusal";
import type { AskedWhen } from "./when";
import { resourceChoices, whenView } from "./when-view";

/** What was typed beside the slot. */
export interface TypedMove {
  readonly people: string;
  readonly quantity: string;
  readonly resourceId: string;
}

/** What the form of a move asks of the server; null while something is wrong with the slot. */
export function moveOf(id: string, { when }: AskedWhen, typed: TypedMove): MoveForm | null {
  if (!when) return null;
  const quantity = /^\d{1,4}$/.test(typed.quantity) ? Math.max(1, Number(typed.quantity)) : undefined;
  return { id, start: when.start, end: when.end, attendees: when.people, quantity, resourceId: typed.resourceId };
}

/** The page that moves a booking: where it is, where it would be, at what price, and whether it can be. */
export async function moveView(
  actor: Actor,
  booking: BookingDetails,
  asked: AskedWhen,
  typed: TypedMove,
  now: Date,
  problem?: MoveProblem,
) {
  const { locale, timeZone, poleSlug } = actor;
  const [t, tl] = await Promise.all([translator(locale, "bookings"), translator(locale, "life")]);
  const resource = await resourceOf(actor, typed.resourceId);
  const alike = booking.can.change ? await resourcesOfKind(actor, resource.kind) : [];
  const form = moveOf(booking.id, asked, typed);
  const considered = form && booking.can.change ? await considerMove(actor, form) : null;
  const refused = problem ?? (considered && !considered.outcome.ok ? considered.outcome.problem : null);
  const reader = { locale, zone: timeZone, kind: resource.kind };
  const same =
    form !== null &&
    form.start.getTime() === booking.start.getTime() &&
    form.end.getTime() === booking.end.getTime() &&
    resource.id === booking.resource.id;
  return {
    id: booking.id,
    to: paths.booking(poleSlug, booking.id),
    name: resource.name,
    resourceId: resource.id,
    period: formatPeriod(booking.start, booking.end, timeZone, locale, { year: true }),
    can: booking.can.change,
    why: tl("problems.too_late_to_change", {
      deadline: formatInstant(booking.changeUntil, timeZone, locale, { weekday: true, year: false }),
    }),
    over: booking.start <= now || (booking.state !== "confirmed" && booking.state !== "requested"),
    fields: whenView(asked, resourceChoices(resource), now, actor, t),
    /** What no move takes off. */
    owed:
      booking.feeIfCancelledCents > 0
        ? tl("move.owed", { amount: formatMoney(booking.feeIfCancelledCents, locale) })
        : null,
    /** What it may be moved to: of the same kind. */
    resources: alike.map(({ id, name }) => ({ value: id, label: name })),
    asksQuantity: booking.quantity > 1,
    typed,
    same,
    price: considered?.price && priceView(considered.price, booking.structure.name, locale, t),
    refusal: refused && {
      // Only looked at: it is taken, not just taken under somebody's nose.
      sentence: refused.code === "slot_taken" && !problem ? t("new.taken") : refusalSentence(t, refused, reader),
      others: "others" in refused ? refused.others.map((other) => refusalSentence(t, other, reader)) : [],
      ways:
        "suggestions" in refused && asked.when
          ? await Promise.all(
              refused.suggestions
                .filter(({ resourceId }) => resourceId === resource.id)
                .map((suggestion) => wayView(actor, suggestion, asked.when!, t, resource.kind)),
            )
          : [],
      live: problem !== undefined,
    },
  };
}

export type MoveView = Awaited<ReturnType<typeof moveView>>;

import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { BookingDetails } from "~server/bookings";
import { resourceOf } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatInstant } from "~server/kernel/format";
import { requestView } from "./request-view";

/** What a booking waits for, or did not get, in words; null when there is nothing to say of that. */
export async function waitingState(actor: Actor, booking: BookingDetails) {
  const { locale, timeZone, poleSlug } = actor;
  const { state, expiresAt, can } = booking;
  if (!["requested", "offered", "declined", "expired"].includes(state)) return null;
  const t = await translator(locale, "life");
  const instant = expiresAt ? formatInstant(expiresAt, timeZone, locale, { weekday: true, year: false }) : "";
  const { owner } = await resourceOf(actor, booking.resource.id);
  const sentence =
    state === "requested"
      ? booking.ours
        ? t("state.requestedText", { who: booking.approval, owner: owner.name, instant })
        : t("state.requestedOthers", { structure: booking.structure.name, instant })
      : state === "offered"
        ? t("state.offeredText", { instant })
        : state === "expired"
          ? t("state.expiredText")
          : booking.declineReason
            ? t("state.declinedReason", { reason: booking.declineReason })
            : "";
  return {
    state: state as "requested" | "offered" | "declined" | "expired",
    sentence,
    decide: can.decide ? await requestView(actor, booking) : null,
    offer: can.answerOffer ? paths.answerOffer(poleSlug, booking.id) : null,
    again:
      booking.ours && (state === "declined" || state === "expired")
        ? paths.resource(poleSlug, booking.resource.id)
        : null,
  };
}

export type WaitingState = NonNullable<Awaited<ReturnType<typeof waitingState>>>;

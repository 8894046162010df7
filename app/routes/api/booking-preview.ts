import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoWithOffset, Money, money } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { priceLines } from "~/routes/bookings/price-words";
import { considerBooking } from "~server/bookings";
import { BookingInput, brokenRules } from "./booking-shape";

const Preview = z
  .object({
    free: z.boolean().meta({ description: "POST /bookings would say yes now. Nothing is held." }),
    price: Money,
    reasons: z
      .array(z.object({ kind: z.string(), label: z.string(), amount: Money }))
      .meta({ description: "What the price is made of, line by line." }),
    deposit: Money.meta({ description: "Given back after the use; no part of the price." }),
    atCost: z.boolean(),
    approval: z
      .object({ by: z.enum(["owner", "manager"]), until: Instant })
      .nullable()
      .meta({ description: "Who would have to say yes, at the latest when; null when it is confirmed at once." }),
    cancelUntil: Instant,
    errors: z.array(z.object({ code: z.string(), message: z.string() })),
    suggestions: z.array(
      z.looseObject({ kind: z.string(), resourceId: Id, resourceName: z.string(), start: Instant, end: Instant }),
    ),
  })
  .meta({ id: "BookingPreview" });

const preview = endpoint("POST", "/bookings/preview", {
  summary: {
    fr: "Ce que serait une réservation : libre ou pourquoi non, son prix et de quoi il est fait",
    en: "What a booking would be: free or why not, its price and what it is made of",
  },
  scope: "bookings:read",
  body: BookingInput,
  response: Preview,
  problems: { not_found: 404 },
  handle: async ({ actor, body, locale }) => {
    const { price, approvalBy, cancelUntil, outcome } = await considerBooking(actor, body);
    const at = (instant: Date) => isoWithOffset(instant, actor.timeZone);
    const lines = priceLines(price, locale, await translator(locale, "bookings"));
    const { errors, suggestions } = outcome.ok
      ? { errors: [], suggestions: [] }
      : await brokenRules(outcome.problem, actor, locale);
    return {
      free: outcome.ok,
      price: money(price.cents),
      reasons: price.reasons.map(({ kind, cents }, rank) => ({
        kind,
        label: lines[rank]?.label ?? "",
        amount: money(cents),
      })),
      deposit: money(price.depositCents),
      atCost: price.atCost,
      approval: approvalBy && { by: approvalBy.who, until: at(approvalBy.until) },
      cancelUntil: at(cancelUntil),
      errors,
      suggestions,
    };
  },
});

export const loader = apiRoute(preview);
export const action = loader;

import { z } from "zod";
import { BOOKING_EVENTS } from "../bookings";
import { SERIES_NEWS } from "./rules";

const Locale = z.enum(["fr", "en"]);

/** What bookings put in the queue in the transaction of the write. */
export const BookingEmailPayload = z.object({
  poleId: z.uuid(),
  bookingId: z.uuid(),
  event: z.enum(BOOKING_EVENTS),
});

/** What the use of things puts in the queue. */
export const UseEmailPayload = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("no-show"), poleId: z.uuid(), bookingId: z.uuid() }),
  z.object({ kind: z.literal("incident-reported"), poleId: z.uuid(), incidentId: z.uuid(), personId: z.uuid() }),
  z.object({
    kind: z.enum(["incident-affected", "incident-lifted"]),
    poleId: z.uuid(),
    incidentId: z.uuid(),
    bookingId: z.uuid(),
  }),
  z.object({ kind: z.literal("incident-closed"), poleId: z.uuid(), incidentId: z.uuid() }),
]);

/** What bookings put in the queue for those who can say yes to a request. */
export const ApprovalEmailPayload = z.object({
  poleId: z.uuid(),
  bookingId: z.uuid(),
  sequence: z.number().int(),
});

/** What happens to many dates of a series puts one for all; `changeId` names what happened. */
export const SeriesEmailPayload = z.object({
  poleId: z.uuid(),
  seriesId: z.uuid(),
  event: z.enum(SERIES_NEWS),
  changeId: z.uuid(),
  bookingIds: z.array(z.uuid()),
});

/** What is confirmed together puts one for all. */
export const BasketEmailPayload = z.object({ poleId: z.uuid(), basketId: z.uuid() });

/** What the database puts in the queue when an order of a service is made, changed or cancelled (migration 0034). */
export const OrderEmailPayload = z.object({
  poleId: z.uuid(),
  bookingId: z.uuid(),
  event: z.enum(["ordered", "changed", "cancelled"]),
});

export type OrderNews = z.infer<typeof OrderEmailPayload>["event"];

/** News of needs and answers, each a key of the words of its mail. */
export const NEED_NEWS = [
  ...(["addendum", "cancelled", "question-asked", "question-answered", "closes-soon"] as const),
  ...(["invited", "invitation-answered", "receipt", "to-open", "second-opener"] as const),
  ...(["clarification-asked", "clarification-answered", "letters", "satisfied"] as const),
  ...(["panel", "to-score", "scored", "delivered", "delivery-answered"] as const),
] as const;

/** What the database puts in the queue when something happens to a need or an answer (migrations 0091, 0093): ids alone. */
export const NeedEmailPayload = z.object({
  kind: z.enum(NEED_NEWS),
  poleId: z.uuid(),
  needId: z.uuid(),
  /** What it is about: an addendum, an answer, a line of the register, a clarification, who is asked to sit, a delivery, else the need. */
  ref: z.uuid(),
  /** Which structure was asked into a group, or answered that. */
  structureId: z.uuid().nullish(),
});

export type NeedNews = z.infer<typeof NeedEmailPayload>;

/** What the review of a month puts in the queue, for each structure's statement. */
export const StatementEmailPayload = z.object({
  kind: z.enum(["ready", "reminder", "changed"]),
  poleId: z.uuid(),
  periodId: z.uuid(),
  structureId: z.uuid(),
});

/** What a dispute, and the decision on it, put in the queue. */
export const DecisionEmailPayload = z.object({ poleId: z.uuid(), disputeId: z.uuid() });

/** What asking members for money puts in the queue, one for each structure that is asked. */
export const MoneyEmailPayload = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("calls"), poleId: z.uuid(), structureId: z.uuid(), callIds: z.array(z.uuid()).min(1) }),
  z.object({ kind: z.literal("fee"), poleId: z.uuid(), structureId: z.uuid(), scaleId: z.uuid() }),
]);
/** What became of an advance: ids alone. `round`: which refusal it is. */
export const ChargeEmailPayload = z.object({
  poleId: z.uuid(),
  chargeId: z.uuid(),
  structureId: z.uuid(),
  event: z.enum(["approved", "refused"]),
  round: z.number().int(),
});

export type ChargeNews = z.infer<typeof ChargeEmailPayload>;

/** What identity and poles put in the queue. A `secret` is the end of a link; only its hash is kept elsewhere. */
export const IdentityEmailPayload = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["sign-in-link", "reset"]),
    personId: z.uuid(),
    locale: Locale,
    secret: z.string().min(20),
    back: z.string().nullish(),
  }),
  z.object({ kind: z.literal("password-changed"), personId: z.uuid(), locale: Locale }),
  z.object({
    kind: z.enum(["invitation-colleague", "invitation-structure"]),
    email: z.string(),
    locale: Locale,
    secret: z.string().min(20),
    structureName: z.string(),
    invitedBy: z.string(),
    poleName: z.string(),
    timeZone: z.string(),
    expiresAt: z.iso.datetime(),
  }),
  z.object({
    kind: z.literal("registration"),
    email: z.string(),
    name: z.string(),
    locale: Locale,
    secret: z.string().min(20),
  }),
]);

export type IdentityEmailPayload = z.infer<typeof IdentityEmailPayload>;

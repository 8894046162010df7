import { databaseErrorCode, violatedConstraint, type Tx } from "../../db/transaction";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { answerDue } from "./approval";
import { askApprovals } from "./ask-approvals";
import { circumstancesFor } from "./asker";
import { roundsOf } from "./availability";
import { lockBookables, type Bookable } from "./bookable";
import { firstBlockings, type FirstBlocking } from "./blocking-in-the-way";
import type { Booker } from "./booker";
import type { Booking, BookingForm } from "./booking";
import type { Quote } from "./price";
import type { Refusal } from "./problems";
import { NO_USAGE, usageWith } from "./quotas";
import { quotesOf } from "./quotes";
import { claimPeriod, decideBooking, type Circumstances } from "./rules";
import { decideSession, sessionAt } from "./session-rules";
import { termsOf } from "./terms";
import { kept } from "./text";
import { readUsages } from "./usage";
import { writeBookings, type ToWrite, type Written } from "./write-bookings";

/** Why one thing cannot be had: the most telling reason first. */
export type Refusals = readonly [Refusal, ...Refusal[]];

/** The ranks, among what was asked for together, of what cannot be had, with the reasons. */
export type RefusalsByRank = ReadonlyMap<number, Refusals>;

/** What placeBookings() throws, so that the whole transaction is undone. */
class NotPlaced extends Error {
  constructor(readonly refusals: RefusalsByRank) {
    super("Not everything asked for can be had.");
  }
}

/** How bookings are placed, where it is not as people ask for them. */
interface Manner {
  /** Held for the first of a waiting list until then, instead of booked. */
  readonly offeredUntil?: Date;
  /** Whether each is told by an e-mail of its own; a series or a basket is told at once. */
  readonly told?: boolean;
  /** Is handed what each would be, its state and price, before anything is written or refused. */
  readonly decided?: (bookings: readonly Booking[]) => void;
}

interface Planning extends Manner {
  /** Bookings that do not count among what the structure has: those about to be moved. */
  readonly except?: readonly string[];
  /** Whether all of it is wanted and counts together; else each is looked at on its own. */
  readonly together?: boolean;
}

/**
 * The one way in which bookings are made: decides about all that is asked for, chooses the units, and writes it, in the
 * caller's transaction: all of it, or nothing. Whatever needs an approval is requested, the rest is confirmed.
 * Run it within placing(), which undoes the transaction when something cannot be had.
 * @throws NotPlaced
 * @throws NotFound for a resource that is not of the pôle
 */
export async function placeBookings(
  tx: Tx,
  booker: Booker,
  asked: readonly BookingForm[],
  now: Date,
  manner: Manner = {},
): Promise<Booking[]> {
  const resources = await lockBookables(tx, [...new Set(asked.map(({ resourceId }) => resourceId))].filter(isId));
  const { list, refusals } = await plan(tx, resources, booker, asked, now, manner);
  manner.decided?.(list.map(({ booking }) => booking));
  await write(tx, booker, list, refusals);
  return list.map(({ booking }) => booking);
}

/** Writes all of it, in rounds. @throws NotPlaced when something cannot be had */
export async function write(
  tx: Tx,
  { poleId, homePoleId, from }: Booker,
  list: readonly ToWrite[],
  refusals: Map<number, Refusals>,
  manner: { again?: boolean } = {},
): Promise<void> {
  // What breaks no rule is written all the same: the others must be told apart from what is taken by them.
  const ranks = [...list.keys()].filter((rank) => !refusals.has(rank));
  const claimed = ranks.map((rank) => ({ unitIds: list[rank]!.resource.unitIds, claim: list[rank]!.claim }));
  for (const round of roundsOf(claimed)) {
    const written = await writeBookings(
      tx,
      poleId,
      round.map((place) => list[ranks[place]!]!),
      { ...manner, homePoleId, outside: from === "outside" },
    );
    const missed = round.flatMap((place, position) => {
      const [rank, answer] = [ranks[place]!, written[position]!];
      return answer.written ? [] : [{ rank, answer, asked: list[rank]! }];
    });
    const reasons = await refusalsOf(tx, missed);
    for (const [position, { rank }] of missed.entries()) refusals.set(rank, [reasons[position]!]);
  }
  if (refusals.size > 0) throw new NotPlaced(refusals);
  await askApprovals(
    tx,
    poleId,
    list.map(({ booking }) => booking),
  );
}

/**
 * What each thing asked for would be, and every rule that it breaks, whether or not it is free.
 * @throws NotFound for a resource that is not among `resources`
 */
export async function plan(
  tx: Tx,
  resources: ReadonlyMap<string, Bookable>,
  booker: Booker,
  asked: readonly BookingForm[],
  now: Date,
  manner: Planning = {},
): Promise<{ list: ToWrite[]; refusals: Map<number, Refusals> }> {
  const { except = [], together = true } = manner;
  const circumstances = circumstancesFor(booker, now);
  const usages = await readUsages(tx, periodsOf(asked, resources), circumstances, except);
  const prices = await quotesOf(
    tx,
    booker,
    asked.map((form) => priced(form, resources)),
    { together, except },
  );
  const refusals = new Map<number, Refusals>();
  const list = asked.map((form, rank): ToWrite => {
    const resource = resources.get(form.resourceId);
    if (!resource) throw new NotFound("resource");
    const usage = usages.get(resource.id) ?? NO_USAGE;
    const broken = decide(resource, form, { ...circumstances, usage });
    if (broken) refusals.set(rank, broken);
    // What is asked together counts together.
    else if (together && usages.has(resource.id))
      usages.set(resource.id, usageWith(usage, { ...form, quantity: form.quantity ?? 1 }));
    const booking = newBooking(resource, form, prices[rank]!, booker, now, manner);
    return {
      booking,
      resource,
      claim: claimPeriod(resource.rules, form),
      event: booking.state === "confirmed" ? "confirmed" : booking.state === "offered" ? "offered" : "requested",
      told: manner.told ?? true,
      byPersonId: manner.offeredUntil ? null : booker.personId,
      at: now,
    };
  });
  return { list, refusals };
}

function priced(form: BookingForm, resources: ReadonlyMap<string, Bookable>) {
  const resource = resources.get(form.resourceId);
  if (!resource) throw new NotFound("resource");
  return { ...form, resource };
}

/** Runs a transaction that places bookings: its answer, or what of it could not be had. */
export async function placing<T>(work: () => Promise<T>): Promise<Outcome<T, RefusalsByRank>> {
  try {
    return done(await work());
  } catch (error) {
    if (error instanceof NotPlaced) return refused(error.refusals);
    // The constraint has the last word, should a path ever forget the locks; it does not say about which.
    if (databaseErrorCode(error) !== "23P01" || violatedConstraint(error) !== "slot_taken") throw error;
    return refused(new Map<number, Refusals>([[0, [{ code: "slot_taken" }]]]));
  }
}

/** Every rule that one thing breaks, whether or not it is free. */
export function decide(
  resource: Bookable,
  form: Omit<BookingForm, "id">,
  circumstances: Circumstances,
): Refusals | null {
  const wanted = { ...form, quantity: form.quantity ?? 1 };
  const [first, ...others] = [
    ...decideBooking(resource, wanted, circumstances),
    ...decideSession(resource, wanted, circumstances.now),
  ];
  return first ? [first, ...others] : null;
}

/** For each resource asked for, from the first start to the last end. */
function periodsOf(asked: readonly BookingForm[], resources: ReadonlyMap<string, Bookable>) {
  return [...resources.values()].map((resource) => {
    const forms = asked.filter(({ resourceId }) => resourceId === resource.id);
    const start = new Date(Math.min(...forms.map((form) => form.start.getTime())));
    const end = new Date(Math.max(...forms.map((form) => form.end.getTime())));
    return { resource, period: { start, end } };
  });
}

/** Why what breaks no rule was not written all the same, of each: in one statement, however many there are. */
async function refusalsOf(
  tx: Tx,
  missed: readonly { readonly answer: Written; readonly asked: ToWrite }[],
): Promise<Refusal[]> {
  const blockings = await firstBlockings(
    tx,
    missed.map(({ asked: { resource, booking } }) => ({ ...booking, unitIds: resource.unitIds })),
  );
  return missed.map(({ answer: { idTaken, free }, asked: { resource, booking } }, rank) =>
    idTaken ? { code: "already_used" } : shortage(free, resource.rules, booking.quantity, blockings[rank] ?? null),
  );
}

/** Why there are not enough units: kept by a blocking, or taken. */
export async function shortOf(
  tx: Tx,
  free: readonly number[],
  { rules, unitIds }: Pick<Bookable, "rules" | "unitIds">,
  asked: { readonly structureId: string | null; readonly start: Date; readonly end: Date; readonly quantity: number },
): Promise<Refusal> {
  const [blocking] = await firstBlockings(tx, [{ ...asked, unitIds }]);
  return shortage(free, rules, asked.quantity, blocking ?? null);
}

/** The same, when it is known what keeps them. */
export function shortage(
  free: readonly number[],
  { takesAllUnits }: Pick<Bookable["rules"], "takesAllUnits">,
  quantity: number,
  blocking: FirstBlocking | null,
): Refusal {
  const units = free.reduce((sum, count) => sum + count, 0);
  if (!takesAllUnits && units > 0) return { code: "not_enough_units", quantity, units };
  return blocking ? { code: "blocked", ...blocking } : { code: "slot_taken" };
}

function newBooking(
  resource: Bookable,
  form: BookingForm,
  price: Quote,
  booker: Booker,
  now: Date,
  manner: Manner,
): Booking {
  const { structureId, personId, customer, decides } = booker;
  const { id, start, end } = form;
  const quantity = form.quantity ?? 1;
  const asking = { structureId, customer, decides: decides(resource.ownerId, resource.approval.mode) };
  const due = answerDue(resource.approval, asking, start, now);
  const state = manner.offeredUntil ? "offered" : due ? "requested" : "confirmed";
  return {
    id,
    resourceId: resource.id,
    resourceKind: resource.kind,
    resourceName: resource.name,
    structureId,
    personId,
    title: kept(form.title ?? "").trim(),
    titleShared: form.titleShared ?? false,
    attendees: form.attendees ?? null,
    quantity,
    start,
    end,
    state,
    customer,
    message: kept(form.message ?? "").trim(),
    kilometres: form.kilometres ?? null,
    expiresAt: manner.offeredUntil ?? due,
    parentId: form.parentId ?? null,
    basketId: form.basketId ?? null,
    sessionId: sessionAt(resource, form)?.id ?? null,
    seriesId: form.seriesId ?? null,
    recurrence: form.recurrence ?? null,
    price,
    terms: termsOf(resource.cancellation, { start, price }),
    sequence: 0,
    createdAt: now,
    cancelledAt: null,
    cancelReason: null,
  };
}

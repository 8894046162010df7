import { sql } from "kysely";
import { enqueue, inTransaction, type Tx } from "../../db/transaction";
import { bookerOf, placeBookings, placing, type Booking, type BookingForm, type Refusals } from "../bookings";
import type { Actor } from "../kernel/actor";
import { Forbidden, NotFound } from "../kernel/errors";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { usualTime } from "./addon-time";
import { readAddons } from "./basket-of";
import type { Thing } from "./item";
import type { ConfirmationProblem } from "./problems";

/** A thing with what goes with it, at its usual time unless told. */
export interface ThingWithAddons extends Thing {
  readonly addons?: readonly (Omit<Thing, "start" | "end"> & Partial<Pick<Thing, "start" | "end">>)[] | undefined;
}

/** Things to book at once, all or nothing. `id` is made once by whoever asks: asked twice, they are booked once. */
export interface Together {
  readonly id: string;
  readonly things: readonly ThingWithAddons[];
  /** One purpose for all. */
  readonly title?: string | undefined;
  readonly titleShared?: boolean | undefined;
}

/** One of the things, and where it stands among them: what it goes with comes before it. */
export interface Placed extends Thing {
  readonly id: string;
  readonly parentId: string | null;
}

/** The background worker's task that writes to the person who booked. */
const BASKET_EMAIL = "basket-email";

/** What undoes the whole when it is not as it was shown. */
export class NotAsShown extends Error {
  constructor(readonly problem: ConfirmationProblem) {
    super(problem.code);
  }
}

/**
 * Books several things at once for the structure acted for: all of them, or none. Answers the ids of the bookings.
 * What cannot be had is named by its rank: "1", and "1.addons.0" for what goes with it.
 * @throws NotFound for a resource that is not of the pôle, or an add-on that does not go with it
 * @throws Forbidden for who may not book
 */
export async function bookTogether(
  actor: Actor,
  { id, things, ...about }: Together,
): Promise<Outcome<readonly string[], ConfirmationProblem>> {
  return placeTogether(actor, { id, ...about }, async (tx) => {
    const withAddons = things.filter(({ addons = [] }) => addons.length > 0).map(({ resourceId }) => resourceId);
    const known = withAddons.length > 0 ? await readAddons(tx, withAddons) : [];
    return things.flatMap(({ addons = [], ...thing }, rank): Placed[] => [
      { ...thing, id: String(rank), parentId: null },
      ...addons.map((addon, n): Placed => {
        const goes = known.find((each) => each.resourceId === thing.resourceId && each.addonId === addon.resourceId);
        if (!goes) throw new NotFound("addon");
        const { start, end } = usualTime(goes, thing);
        const period = { start: addon.start ?? start, end: addon.end ?? end };
        return { ...addon, ...period, id: `${rank}.addons.${n}`, parentId: String(rank) };
      }),
    ]);
  });
}

/**
 * The same, of things that `take` finds in the same transaction; `priceCents` is what they may cost at most.
 * @throws Forbidden for who may not book
 */
export async function placeTogether(
  actor: Actor,
  { id, title, titleShared, priceCents }: Omit<Together, "things"> & { priceCents?: number | undefined },
  take: (tx: Tx) => Promise<readonly Placed[]>,
): Promise<Outcome<readonly string[], ConfirmationProblem>> {
  const { structureId } = actor;
  allow(actor, "bookings.request");
  if (!structureId) throw new Forbidden("bookings.request");
  let list: readonly Placed[] = [];
  try {
    const attempt = await placing(() =>
      inTransaction(actor, async (tx, now): Promise<readonly string[]> => {
        // The same form twice at once: the second one finds what the first one made.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`basket ${id}`}, 0))`.execute(tx);
        const before = await alreadyBooked(tx, actor, id);
        if (before) return before;
        list = await take(tx);
        const ids = new Map(list.map((thing) => [thing.id, newId()]));
        const forms = list.map((thing): BookingForm => ({
          ...thing,
          id: ids.get(thing.id)!,
          parentId: thing.parentId && ids.get(thing.parentId),
          basketId: id,
          title,
          titleShared,
        }));
        const booked = await placeBookings(tx, bookerOf(actor, structureId), forms, now, { told: false });
        const cents = booked.reduce((sum, { price }) => sum + price.cents, 0);
        if (priceCents !== undefined && cents > priceCents) throw new NotAsShown({ code: "dearer", cents });
        await enqueue(tx, BASKET_EMAIL, { poleId: actor.poleId, basketId: id }, `${BASKET_EMAIL}:${id}`);
        return booked.map((booking: Booking) => booking.id);
      }),
    );
    if (attempt.ok) return done(attempt.value);
    const refusals = new Map<string, Refusals>();
    for (const [rank, reasons] of attempt.problem) refusals.set(list[rank]!.id, reasons);
    return refused({ code: "not_all", refusals });
  } catch (error) {
    if (error instanceof NotAsShown) return refused(error.problem);
    throw error;
  }
}

/** The bookings that the same form made before, or null. @throws NotAsShown when somebody else made them */
async function alreadyBooked(tx: Tx, actor: Actor, id: string): Promise<readonly string[] | null> {
  const before = await tx
    .selectFrom("bookings")
    .select(["id", "personId", "structureId"])
    .where("basketId", "=", id)
    .orderBy("id")
    .execute();
  if (before.length === 0) return null;
  const mine = before.every((each) => each.personId === actor.personId && each.structureId === actor.structureId);
  if (!mine) throw new NotAsShown({ code: "already_used" });
  return before.map((booking) => booking.id);
}

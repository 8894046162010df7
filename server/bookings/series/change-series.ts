import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import type { Cents } from "../../kernel/money";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { can } from "../../kernel/permissions";
import { bookerAgain } from "../booker";
import type { Booking } from "../booking";
import { placing, type Refusals } from "../place";
import { placeAgain } from "../place-again";
import type { ChangeProblem } from "../problems";
import { kept } from "../text";
import { cancelDates } from "./cancel-series";
import { cutSeries } from "./cut-series";
import { planChange, type SeriesChange, type SeriesChanges } from "./plan-change";
import { tellSeries } from "./tell-series";

/** A change that somebody has seen and confirms. */
export interface ConfirmedChange extends SeriesChange {
  /** What all the dates that move come to, as it was shown, in cents: when it has become dearer, nothing changes. */
  readonly shownCents?: number | undefined;
  /** What was told would stay due of the dates that are cancelled. */
  readonly agreedFeeCents?: number | undefined;
}

/** What became of it. */
export interface ChangedSeries {
  /** The series that the changed dates are of now: a new one when dates before them stay as they were. */
  readonly seriesId: string;
  readonly changed: number;
  readonly cancelled: number;
  /** Dates that stay as they are because it is too late to change them, or to cancel them. */
  readonly kept: number;
}

/** Why nothing was changed. */
export type SeriesChangeProblem =
  | ChangeProblem
  | { readonly code: "nothing_to_come" }
  /** Every date is left as it is. */
  | { readonly code: "nothing_changed" }
  | { readonly code: "dearer"; readonly cents: Cents }
  | { readonly code: "fee_due"; readonly feeCents: Cents }
  | { readonly code: "dates_refused"; readonly dates: ReadonlyMap<string, Refusals> };

/** What undoes the transaction when the sum is not the one that was shown. */
class Dearer extends Error {
  constructor(readonly cents: Cents) {
    super("It has become dearer.");
  }
}

/**
 * Changes dates to come of a series in one transaction: all that were chosen, or none, and then those that cannot be
 * had so. What goes with a date at the same time goes along, priced and approved anew as the date is. What is past, or
 * has begun, never changes. A date that was moved on its own keeps its own time and its own resource, unless it alone is
 * changed. When dates before the first changed one stay, the changed ones are a series of their own from then on, which
 * knows where it comes from.
 * @throws NotFound
 * @throws Forbidden for a series of another structure
 */
export async function changeSeries(
  actor: Actor,
  change: ConfirmedChange,
): Promise<Outcome<ChangedSeries, SeriesChangeProblem>> {
  let asked: readonly string[] = [];
  const attempt = await placing(() =>
    inTransaction(actor, async (tx, now): Promise<Outcome<ChangedSeries, SeriesChangeProblem>> => {
      const { series, resources, dates, late } = await planChange(tx, actor, change, now, { lock: true });
      const [first] = dates;
      if (!first) return refused(late[0] ?? { code: "nothing_to_come" });
      const cancelled = dates.flatMap(({ choice, row, feeCents }) =>
        choice === "cancel" && feeCents !== null ? [{ row, feeCents }] : [],
      );
      const feeCents = cancelled.reduce((sum, date) => sum + date.feeCents, 0);
      if (feeCents > (change.agreedFeeCents ?? 0)) return refused({ code: "fee_due", feeCents });
      const changed = dates.filter(({ choice }) => choice === "change");
      if (changed.length + cancelled.length === 0) return refused({ code: "nothing_changed" });
      const moved = changed.filter(({ moves }) => moves);
      const placed = moved.flatMap(({ recurrence, next, addons }) =>
        [next, ...addons.map((addon) => addon.next)].map((booking) => ({ recurrence, booking })),
      );
      asked = placed.map(({ recurrence }) => recurrence);
      if (cancelled.length > 0) await cancelDates(tx, actor, cancelled, "", now);
      // Whoever changes it, it stays booked for its structure.
      const again = await placeAgain(
        tx,
        bookerAgain(actor, first.row),
        resources,
        placed.map(({ booking }) => booking),
        now,
        { byPersonId: actor.personId, excused: can(actor, "bookings.change", null) },
      );
      const cents = again.reduce((sum, { price }) => sum + price.cents, 0);
      if (change.shownCents !== undefined && cents > change.shownCents) throw new Dearer(cents);
      await rename(
        tx,
        changed.filter(({ moves }) => !moves).map(({ next }) => next),
        change.changes,
      );
      // One date alone, or none that changes, leaves the rule what it is.
      const follows = change.scope !== "one" && changed.length > 0;
      const seriesId = follows ? await cutSeries(tx, actor, series, change.changes, first.recurrence) : series.id;
      await tellSeries(tx, actor.poleId, seriesId, "changed", [
        ...changed.map(({ row }) => row),
        ...cancelled.map(({ row }) => row),
      ]);
      const uncancelled = dates.filter((date) => date.choice === "cancel" && date.feeCents === null).length;
      const kept = late.length + uncancelled;
      return done({ seriesId, changed: changed.length, cancelled: cancelled.length, kept });
    }).catch((error: unknown) => {
      if (error instanceof Dearer) return refused({ code: "dearer", cents: error.cents } as const);
      throw error;
    }),
  );
  if (attempt.ok) return attempt.value;
  const dates = new Map<string, Refusals>();
  for (const [rank, why] of attempt.problem) dates.set(asked[rank] ?? "", why);
  return refused({ code: "dates_refused", dates });
}

/** Changes the words of bookings, and nothing that is decided about. */
async function rename(tx: Tx, bookings: readonly Booking[], { title, titleShared }: SeriesChanges): Promise<void> {
  if (bookings.length === 0 || (title === undefined && titleShared === undefined)) return;
  await tx
    .updateTable("bookings")
    .set({
      ...(title === undefined ? {} : { title: kept(title).trim() }),
      ...(titleShared === undefined ? {} : { titleShared }),
      sequence: sql`sequence + 1`,
    })
    .where("id", "in", [...bookings.map(({ id }) => id)])
    .execute();
}

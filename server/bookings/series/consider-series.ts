import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { can } from "../../kernel/permissions";
import { readBookable } from "../bookable";
import { bookerOf } from "../booker";
import { considerBookings } from "../consider-bookings";
import type { Refusal } from "../problems";
import { notAllowed } from "../request-booking";
import { datesOf, type ScheduleProblem, type SkippedDate } from "./dates";
import { readHolidays } from "./holidays";
import { formAt, type ConsideredDate, type SeriesAsked } from "./series";
import { waysOut } from "./ways";

/** What a series would be if it were asked for now. Nothing is held. */
export interface SeriesPreview {
  readonly dates: readonly ConsideredDate[];
  /** Holidays left out. */
  readonly skipped: readonly SkippedDate[];
}

/** Why there is nothing to preview. */
export type PreviewProblem = ScheduleProblem | ReturnType<typeof notAllowed>;

/** What may be waited for: it is others' for the time being. */
const WAITED_FOR: ReadonlySet<Refusal["code"]> = new Set<Refusal["code"]>(["slot_taken", "not_enough_units"]);

/**
 * Every date of a series, each free or with the reason why not and ways out, in a number of statements that does not
 * grow with how many dates there are.
 * @throws NotFound when the resource is not of the actor's pôle
 */
export async function considerSeries(
  actor: Actor,
  asked: SeriesAsked,
): Promise<Outcome<SeriesPreview, PreviewProblem>> {
  const { structureId } = actor;
  if (!structureId || !can(actor, "bookings.request")) return refused(notAllowed(actor));
  const booker = bookerOf(actor, structureId);
  return inTransaction(actor, async (tx, now): Promise<Outcome<SeriesPreview, PreviewProblem>> => {
    const resource = isId(asked.resourceId) ? await readBookable(tx, asked.resourceId) : null;
    if (!resource) throw new NotFound("resource");
    const expanded = datesOf(asked.schedule, await readHolidays(tx, actor.poleId, asked.schedule), actor.timeZone);
    if (!expanded.ok) return expanded;
    const { dates, skipped } = expanded.value;

    const forms = dates.map((date) => ({ ...formAt(asked, date), id: "" }));
    const considered = await considerBookings(tx, booker, forms, now);
    const conflicts = considered.flatMap(({ refusals }, rank) =>
      refusals ? [{ date: dates[rank]!, form: forms[rank]!, code: refusals[0].code }] : [],
    );
    const ways = await waysOut(tx, booker, resource, conflicts, now);
    return done({
      skipped,
      dates: considered.map(({ booking, refusals }, rank): ConsideredDate => {
        const date = dates[rank]!;
        return {
          ...date,
          state: booking.state,
          price: booking.price,
          refusals,
          ways: ways.get(date.recurrence) ?? [],
          canWait: refusals !== null && WAITED_FOR.has(refusals[0].code),
        };
      }),
    });
  });
}

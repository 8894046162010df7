import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { wallClock, type Period } from "../../kernel/time";
import { bookerAgain, type Booker } from "../booker";
import { considerBookings, type ConsideredBooking } from "../consider-bookings";
import type { Refusals } from "../place";
import type { Quote } from "../price";
import type { ChangeProblem } from "../problems";
import { readHolidays } from "./holidays";
import { planChange, type PlannedDate, type SeriesChange } from "./plan-change";

/** Where a date is, or would be, and what it and what goes with it come to, in cents. */
export interface DatePlace extends Period {
  readonly resourceName: string;
  readonly cents: number;
}

/** A date of a series as a change would leave it. */
export interface ConsideredChange {
  readonly recurrence: string;
  readonly choice: PlannedDate["choice"];
  readonly before: DatePlace;
  /** As it would be if it were changed. */
  readonly after: DatePlace & { readonly state: ConsideredBooking["booking"]["state"]; readonly price: Quote };
  /** Whether its time, its resource or its number of people would change; else its words alone. */
  readonly moves: boolean;
  /** Why it cannot be had so, and of what: the date itself (null) or something that goes with it. */
  readonly problem: { readonly name: string | null; readonly refusals: Refusals } | null;
  /** Its new day is one of the holidays that the series leaves out. */
  readonly holiday: boolean;
  /** What cancelling it would leave due, in cents; null: it is too late for that. */
  readonly feeCents: number | null;
}

/** What a change would come to now. Nothing is changed. */
export interface ChangePreview {
  readonly dates: readonly ConsideredChange[];
  /** Dates that stay as they are because it is too late for them. */
  readonly kept: number;
}

/**
 * What changeSeries() would make of each date now, with the choices made so far: in a number of statements that does not
 * grow with how many dates there are.
 * @throws NotFound; Forbidden for a series of another structure
 */
export async function considerChange(
  actor: Actor,
  change: SeriesChange,
): Promise<Outcome<ChangePreview, ChangeProblem | { readonly code: "nothing_to_come" }>> {
  return inTransaction(actor, async (tx, now) => {
    const { series, dates, late } = await planChange(tx, actor, change, now, { lock: false });
    const [first] = dates;
    if (!first) return refused(late[0] ?? ({ code: "nothing_to_come" } as const));
    const booker = bookerAgain(actor, first.row);
    // Those that move together; each of the others as if it moved too.
    const isChanged = ({ choice }: PlannedDate) => choice === "change";
    const given = dates.filter((date) => date.choice !== "leave" && (date.moves || date.choice === "cancel"));
    const except = given.flatMap(({ row, addons }) => [row, ...addons.map((addon) => addon.row)].map(({ id }) => id));
    const changed = await considered(tx, booker, dates.filter(isChanged), now, { except, together: true });
    const others = dates.filter((date) => !isChanged(date));
    const theirs = others.flatMap(({ row, addons }) => [row.id, ...addons.map((addon) => addon.row.id)]);
    const left = await considered(tx, booker, others, now, { except: [...except, ...theirs], together: false });
    const holidays = await readHolidays(tx, actor.poleId, series.schedule);
    return done({
      kept: late.length,
      dates: dates.map((date): ConsideredChange => {
        const found = changed.get(date.recurrence) ?? left.get(date.recurrence) ?? [];
        const [own = null, ...along] = found;
        const wrong = found.findIndex(({ refusals }) => refusals !== null);
        const { date: day } = wallClock(date.next.start, actor.timeZone);
        const { skipsBankHolidays, skipsSchoolHolidays } = series.schedule;
        return {
          recurrence: date.recurrence,
          choice: date.choice,
          moves: date.moves,
          before: placeOf(date.row, [date.row, ...date.addons.map((addon) => addon.row)]),
          after: {
            ...placeOf(
              own?.booking ?? date.next,
              own
                ? [own.booking, ...along.map(({ booking }) => booking)]
                : [date.row, ...date.addons.map((addon) => addon.row)],
            ),
            state: own?.booking.state ?? date.row.state,
            price: own?.booking.price ?? date.row.price,
          },
          problem:
            wrong < 0
              ? null
              : {
                  name: wrong === 0 ? null : found[wrong]!.booking.resourceName,
                  refusals: found[wrong]!.refusals!,
                },
          holiday:
            date.moves &&
            ((skipsBankHolidays && holidays.isBankHoliday(day)) ||
              (skipsSchoolHolidays && holidays.isSchoolHoliday(day))),
          feeCents: date.feeCents,
        };
      }),
    });
  });
}

/** What the dates that move, and what goes with each, would be: by the date, the date itself first. */
async function considered(
  tx: Tx,
  booker: Booker,
  dates: readonly PlannedDate[],
  now: Date,
  manner: { readonly except: readonly string[]; readonly together: boolean },
): Promise<Map<string, ConsideredBooking[]>> {
  const asked = dates
    .filter(({ moves }) => moves)
    .flatMap(({ recurrence, next, addons }) =>
      [next, ...addons.map((addon) => addon.next)].map((booking) => ({ recurrence, booking })),
    );
  const found = new Map<string, ConsideredBooking[]>();
  if (asked.length === 0) return found;
  const answers = await considerBookings(
    tx,
    booker,
    asked.map(({ booking }) => booking),
    now,
    manner,
  );
  for (const [rank, answer] of answers.entries()) {
    const { recurrence } = asked[rank]!;
    found.set(recurrence, [...(found.get(recurrence) ?? []), answer]);
  }
  return found;
}

function placeOf(
  { start, end, resourceName }: Period & { readonly resourceName: string },
  all: readonly { readonly price: { readonly cents: number } }[],
): DatePlace {
  return { start, end, resourceName, cents: all.reduce((sum, { price }) => sum + price.cents, 0) };
}

import postgres from "postgres";
import { closeDatabase, connectionOptions, openDatabase } from "../../db/connection";
import { bookTogether } from "../../server/baskets";
import { requestBooking, startSeries } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { addDays, instantAt, localDateOf } from "../../server/kernel/time";
import { duration, milliseconds, type Measure } from "./measure";
import type { Measured } from "./reading";

const THINGS = 10;
const BASKETS = 10;
const DATES = 200;
const ROUNDS = 3;

/** Ten things at once beside ten bookings one after another; two hundred dates beside two hundred bookings. */
export async function benchComposing({ ownerUrl, appUrl, pole }: Measured): Promise<Measure[]> {
  const { actor, poleId } = pole;
  const owner = postgres(ownerUrl, { ...connectionOptions, max: 1 });
  // Rooms that nobody else measures: bookings by the API take the first hundred.
  const rooms = await owner<{ id: string }[]>`
    select id from resources where pole_id = ${poleId} and kind = 'room'
     order by id desc limit ${THINGS * 2 + ROUNDS * 2 + 2}`;
  await owner`update resources set horizon_days = 700 where id = any(${rooms.map(({ id }) => id)}::uuid[])`;
  await owner.end();
  openDatabase(appUrl);
  try {
    const free = rooms.map(({ id }) => id);
    // Nobody has anything after the thirty days that are generated.
    const first = addDays(localDateOf(new Date(), actor.timeZone), 40);
    const at = (day: number, hour: number) => ({
      start: instantAt(addDays(first, day), hour * 60, actor.timeZone),
      end: instantAt(addDays(first, day), hour * 60 + 60, actor.timeZone),
    });
    const things = (day: number, from: number) =>
      free.slice(from, from + THINGS).map((resourceId) => ({ resourceId, ...at(day, 10) }));

    const basket = async (day: number) => must(await bookTogether(actor, { id: newId(), things: things(day, 0) }));
    const singles = async (day: number) => {
      for (const thing of things(day, THINGS)) must(await requestBooking(actor, { id: newId(), ...thing }));
    };
    await basket(0);
    await singles(0);
    const times = { basket: [] as number[], singles: [] as number[], series: [] as number[], dates: [] as number[] };
    for (let day = 1; day <= BASKETS; day += 1) {
      times.basket.push(await duration(() => basket(day)));
      times.singles.push(await duration(() => singles(day)));
    }
    const seriesRooms = free.slice(THINGS * 2);
    for (let round = 0; round < ROUNDS; round += 1) {
      const [one, other] = [seriesRooms[round * 2]!, seriesRooms[round * 2 + 1]!];
      times.series.push(
        await duration(async () =>
          must(
            await startSeries(actor, {
              id: newId(),
              resourceId: one,
              schedule: {
                firstDay: first,
                from: 9 * 60,
                minutes: 60,
                repetition: { frequency: { every: "day", interval: 1 }, end: { count: DATES } },
                skipsBankHolidays: false,
                skipsSchoolHolidays: false,
              },
              choices: new Map(),
            }),
          ),
        ),
      );
      times.dates.push(
        await duration(async () => {
          for (let day = 0; day < DATES; day += 1)
            must(await requestBooking(actor, { id: newId(), resourceId: other, ...at(day, 9) }));
        }),
      );
    }
    const [basketTook, singlesTook, seriesTook, datesTook] = [
      middle(times.basket),
      middle(times.singles),
      middle(times.series),
      middle(times.dates),
    ];
    return [
      {
        what: `a basket of ${THINGS} things, beside ${THINGS} bookings one after another`,
        value: milliseconds(basketTook),
        beside: milliseconds(singlesTook),
        ratio: basketTook / singlesTook,
        aim: { words: "under 0.5", reached: basketTook / singlesTook < 0.5 },
      },
      {
        what: `a series of ${DATES} dates, beside ${DATES} bookings one after another`,
        value: milliseconds(seriesTook),
        beside: milliseconds(datesTook),
        ratio: seriesTook / datesTook,
        aim: { words: "under 0.2", reached: seriesTook / datesTook < 0.2 },
      },
    ];
  } finally {
    await closeDatabase();
  }
}

function middle(durations: number[]): number {
  return durations.sort((a, b) => a - b)[Math.floor(durations.length / 2)] ?? 0;
}

function must(outcome: { ok: true } | { ok: false; problem: { code: string } }): void {
  if (!outcome.ok) throw new Error(`A booking was refused: ${JSON.stringify(outcome.problem)}`);
}

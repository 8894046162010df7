import postgres from "postgres";
import { closeDatabase, connectionOptions, openDatabase } from "../../db/connection";
import { findFree, monthOf } from "../../server/bookings";
import { addDays, dayBounds, instantAt, localDateOf, startOfMonth, startOfWeek } from "../../server/kernel/time";
import type { GeneratedPole } from "./generate";
import { median, milliseconds, type Measure } from "./measure";

/** A database with a pôle to measure in it. */
export interface Measured {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly pole: GeneratedPole;
}

const ROUNDS = 5;

/** The search of what is free, with a million bookings beside a hundred thousand, turn about. */
export async function benchSearch(small: Measured, large: Measured): Promise<Measure> {
  const search = async ({ appUrl, pole }: Measured) => {
    const { actor } = pole;
    const day = addDays(localDateOf(new Date(), actor.timeZone), 3);
    const [start, end] = [14, 17].map((hour) => instantAt(day, hour * 60, actor.timeZone)) as [Date, Date];
    openDatabase(appUrl);
    try {
      return await median(9, () => findFree(actor, { start, end, attendees: 8, limit: 24 }));
    } finally {
      await closeDatabase();
    }
  };
  const times = { small: [] as number[], large: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.small.push(await search(small));
    times.large.push(await search(large));
  }
  const best = (of: number[]) => Math.min(...of);
  const ratio = best(times.large) / best(times.small);
  return {
    what: `what is free among 10 000 rooms, ${large.pole.bookings} bookings beside ${small.pole.bookings}`,
    value: milliseconds(best(times.large)),
    beside: milliseconds(best(times.small)),
    ratio,
    aim: { words: "under 1.5", reached: ratio < 1.5 },
  };
}

/** The month of fifty busy rooms, beside the query that only counts its bookings. */
export async function benchMonth({ ownerUrl, appUrl, pole }: Measured): Promise<Measure> {
  const { actor, poleId } = pole;
  const from = startOfWeek(startOfMonth(addDays(pole.firstDay, 15)));
  const start = dayBounds(from, actor.timeZone).start;
  const end = dayBounds(addDays(from, 41), actor.timeZone).end;
  const owner = postgres(ownerUrl, { ...connectionOptions, max: 1 });
  openDatabase(appUrl);
  try {
    const page = await median(9, () => monthOf(actor, { from, days: 42, limit: 50 }));
    const bare = await median(9, async () => {
      await owner`
        select b.resource_id, (b.starts_at at time zone ${actor.timeZone})::date as day, count(*),
               sum(b.ends_at - b.starts_at)
          from bookings b
         where b.pole_id = ${poleId} and b.state = 'confirmed' and b.starts_at < ${end} and b.starts_at > ${start}
         group by 1, 2`;
    });
    return {
      what: `month planning of 50 rooms, ${pole.bookings} bookings, beside its bare query`,
      value: milliseconds(page),
      beside: milliseconds(bare),
      ratio: page / bare,
    };
  } finally {
    await closeDatabase();
    await owner.end();
  }
}

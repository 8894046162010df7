import type postgres from "postgres";
import { bankHolidayOn } from "../../server/kernel/calendars/bank-holidays";
import { addDays, startOfWeek, weekdayOf, type LocalDate } from "../../server/kernel/time";
import { demoId } from "./chance";
import type { DemoHours, DemoPole, DemoRoom } from "./describe";
import { poleId, resourceId } from "./ids";

type Tx = postgres.TransactionSql;

/** First and last day of the winter of the demonstration, month × 100 + day. */
const WINTER = { starts_on: 1101, ends_on: 331 };

/** When a room is open on a day of the `week`th week from the current one: rooms close on bank holidays. */
export function hoursOn({ hours, winter, closed }: DemoRoom, date: LocalDate, week: number): DemoHours {
  if (bankHolidayOn(date, "metropole") || closed?.week === week) return [];
  const day = Number(date.slice(5, 7)) * 100 + Number(date.slice(8));
  const isWinter = day >= WINTER.starts_on || day <= WINTER.ends_on;
  return ((isWinter && winter) || hours).filter(([weekday]) => weekday === weekdayOf(date));
}

/** Hours, seasons and closures of the rooms of a pôle, and the most that a structure may have of them. */
export async function insertOpening(tx: Tx, pole: DemoPole, today: LocalDate): Promise<void> {
  const pole_id = poleId(pole);
  const rows = (room: DemoRoom, hours: DemoHours, season_id: string | null) =>
    hours.map(([weekday, opens, closes]) => ({
      pole_id,
      resource_id: resourceId(pole, room.key),
      weekday,
      opens: opens * 60,
      closes: closes * 60,
      season_id,
    }));
  await tx`update resources set closes_bank_holidays = true where pole_id = ${pole_id} and kind = 'room'`;
  await tx`insert into opening_hours ${tx(pole.rooms.flatMap((room) => rows(room, room.hours, null)))}`;
  for (const room of pole.rooms) {
    const of = { pole_id, resource_id: resourceId(pole, room.key) };
    const { winter, closed } = room;
    if (winter) {
      const id = demoId(`season ${pole.slug} ${room.key}`);
      await tx`insert into seasons ${tx({ ...of, id, name: "Horaires d’hiver", ...WINTER })}`;
      await tx`insert into opening_hours ${tx(rows(room, winter, id))}`;
    }
    if (closed) {
      const first_day = addDays(startOfWeek(today), closed.week * 7);
      const id = demoId(`closure ${pole.slug} ${room.key}`);
      await tx`insert into closures ${tx({ ...of, id, first_day, last_day: addDays(first_day, 6), label: closed.label })}`;
    }
    const amount = room.rules?.quotaMinutes;
    if (amount) await tx`insert into quotas ${tx({ ...of, customer: "member", measure: "month_minutes", amount })}`;
  }
}

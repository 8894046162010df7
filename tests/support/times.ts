import { addDays, instantAt, localDateOf, parseTime, weekdayOf, type LocalDate } from "../../server/kernel/time";

const PARIS = "Europe/Paris";

/** The `n`th working day after tomorrow, Monday to Friday, in Paris. */
export function workday(n: number): LocalDate {
  let date = addDays(localDateOf(new Date(), PARIS), 1);
  for (let found = 0; found < n;) {
    date = addDays(date, 1);
    if (weekdayOf(date) <= 5) found += 1;
  }
  return date;
}

/** When the clock shows "14:30" on a day. */
export function at(date: LocalDate, time: string, zone = PARIS): Date {
  const minutes = parseTime(time);
  if (minutes === null) throw new RangeError(`Not a time: ${time}`);
  return instantAt(date, minutes, zone);
}

/** A zone of the world where it is between noon and one o'clock now: for what only a day with hours left can show. */
export function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // The sign of these names is the other way round.
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

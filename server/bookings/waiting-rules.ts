const MINUTE = 60_000;
const SHORTEST = 30 * MINUTE;
const LONGEST = 24 * 60 * MINUTE;

/**
 * Until when somebody may take a time that is offered: a quarter of what is left before it starts, half an hour at
 * least and a day at most, so that who comes next has time too; never after its start.
 */
export function offerUntil(now: Date, start: Date): Date {
  const left = start.getTime() - now.getTime();
  const patience = Math.min(LONGEST, Math.max(SHORTEST, left / 4));
  const whole = Math.round(patience / (5 * MINUTE)) * 5 * MINUTE;
  return new Date(Math.min(now.getTime() + whole, start.getTime()));
}

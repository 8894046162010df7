import type { DemoRoom } from "./describe";

/** A member of another pôle pays half as much again, an outsider two and a half times as much. */
export function roomRates({ hourCents, dayCents, openTo, prices = {} }: DemoRoom) {
  const outside = hourCents || 500;
  const outsideDay = dayCents || 3000;
  const { halfDay, evening, freeMinutes = 0 } = prices;
  const rate = (customer: string, factor: number, hour: number, day: number | null) => ({
    customer,
    hour_cents: hour * factor,
    day_cap_cents: day && day * factor,
    half_day_cents: halfDay ? halfDay * factor : null,
    free_minutes_month: customer === "member" ? freeMinutes : 0,
    periods: evening ? [{ weekdays: [1, 2, 3, 4, 5], from: 1080, to: 1440, hourCents: evening * factor }] : [],
  });
  return [
    rate("member", 1, hourCents, dayCents || null),
    rate("network", 1.5, outside, outsideDay),
    rate("outsider", 2.5, outside, outsideDay),
    // A private person, a little more again.
    ...(openTo === "public" ? [rate("public", 3, outside, outsideDay)] : []),
  ];
}

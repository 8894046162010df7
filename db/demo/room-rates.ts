import type { DemoRoom } from "./describe";

/** A member of another pôle pays half as much again, an outsider two and a half times as much. */
export function roomRates({ hourCents, dayCents }: DemoRoom) {
  const outside = hourCents || 500;
  const outsideDay = dayCents || 3000;
  return [
    { customer: "member", hour_cents: hourCents, day_cap_cents: dayCents || null },
    { customer: "network", hour_cents: outside * 1.5, day_cap_cents: outsideDay * 1.5 },
    { customer: "outsider", hour_cents: outside * 2.5, day_cap_cents: outsideDay * 2.5 },
  ];
}

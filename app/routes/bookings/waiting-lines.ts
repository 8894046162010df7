import { paths } from "~/paths";
import { waitingOf } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatPeriod } from "~server/kernel/format";

/** What the structure acted for waits for, in words; none for who acts for none. */
export async function waitingLines(actor: Actor) {
  if (!actor.structureId) return [];
  const { locale, timeZone, poleSlug } = actor;
  return (await waitingOf(actor)).map(({ id, resource, start, end, before, state, bookingId }) => ({
    id,
    name: resource.name,
    to: bookingId ? paths.booking(poleSlug, bookingId) : paths.resource(poleSlug, resource.id),
    period: formatPeriod(start, end, timeZone, locale, { year: true }),
    before,
    offered: state === "offered",
    leave: paths.leaveWaiting(poleSlug, id),
  }));
}

export type WaitingLine = Awaited<ReturnType<typeof waitingLines>>[number];

import { bookingTasks } from "../../../server/bookings";
import { releaseNoShows } from "../../../server/use";
import type { Command } from "./commands";
import type { History } from "./history";
import { NO_SHOW_MINUTES, shiftTown } from "./town";

const MINUTE = 60_000;

/** What happens by itself: time passes, the background worker does what is due. */
export async function followTime(
  history: History,
  command: Extract<Command, { do: "time" | "offer" | "overdue" | "noShows" }>,
): Promise<void> {
  switch (command.do) {
    case "time": {
      const ms = command.halfHours * 30 * MINUTE;
      await shiftTown(history.world, ms);
      history.model.shift(ms);
      return;
    }
    case "offer":
      return offer(history);
    case "overdue":
      return overdue(history);
    case "noShows":
      return noShows(history);
  }
}

async function offer(history: History): Promise<void> {
  const { model, world } = history;
  await bookingTasks["offer-waiting"]({ poleId: world.poles.orme.id });
  const rows = await world.owner<{ id: string; bookingId: string; expiresAt: Date }[]>`
    select w.id, w.booking_id as "bookingId", b.expires_at as "expiresAt"
      from waiting w join bookings b on b.id = w.booking_id where w.state = 'offered'`;
  const offered = new Map(rows.map((row) => [row.id, row]));
  for (const waiter of [...model.waiters.values()]) {
    if (waiter.state !== "waiting" || waiter.start <= Date.now()) continue;
    const can = model.canHave([waiter]);
    const row = offered.get(waiter.id);
    if (!history.came("offer", row !== undefined, can) || !row) continue;
    history.take([waiter], [row.bookingId], { state: "offered", expiresAt: row.expiresAt.getTime() });
    model.waiters.set(waiter.id, { ...waiter, state: "offered", bookingId: row.bookingId });
  }
}

async function overdue({ model, ...history }: History): Promise<void> {
  const now = Date.now();
  await bookingTasks["end-overdue"]();
  for (const booking of [...model.bookings.values()]) {
    if (booking.expiresAt === null || booking.expiresAt > now) continue;
    model.end(booking.id, "expired");
    const waiter = [...model.waiters.values()].find(({ bookingId }) => bookingId === booking.id);
    if (waiter?.state === "offered") model.waiters.set(waiter.id, { ...waiter, state: "lapsed" });
    count(history.counts, "expire: done");
  }
  for (const waiter of [...model.waiters.values()])
    if (waiter.state === "waiting" && waiter.start <= now) model.waiters.set(waiter.id, { ...waiter, state: "past" });
}

async function noShows({ model, world, counts }: History): Promise<void> {
  const now = Date.now();
  await releaseNoShows();
  const rows = await world.owner<{ id: string; at: Date }[]>`
    select booking_id as id, at from booking_events where kind = 'no_show'`;
  const noted = new Map(rows.map(({ id, at }) => [id, at.getTime()]));
  for (const { id, resource, state, start, end } of [...model.bookings.values()]) {
    if (!resource.used || state !== "confirmed") continue;
    if (Math.min(start + NO_SHOW_MINUTES * MINUTE, end) > now) continue;
    model.set(id, { state: "no_show", from: null });
    model.cut(id, noted.get(id) ?? now);
    count(counts, "no show: done");
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

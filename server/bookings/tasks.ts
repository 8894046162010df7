import { sql } from "kysely";
import { z } from "zod";
import { asIdentity, inTransaction } from "../../db/transaction";
import { endWaiting } from "./decide-request";
import { offerFreed } from "./offer-waiting";
import { lockBooking } from "./seen-booking";

/** `after`: whoever was tried last before. */
const Freed = z.object({ poleId: z.uuid(), after: z.uuid().optional() });

/** At most so many at once; the next minute goes on. */
const AT_ONCE = 500;

/** The jobs of bookings: each may run twice, and dies without leaving anything half done. */
export const bookingTasks = {
  /** Every minute: what was not answered in time is no longer held. */
  "end-overdue": async () => {
    for (const poleId of await poleIds()) await endOverdue(poleId);
  },
  /** When a time is free again (a trigger asks for it): offers it to who waits, first come first. */
  "offer-waiting": async (payload: unknown) => {
    const { poleId, after } = Freed.parse(payload);
    await offerFreed(poleId, after);
  },
};

/** When the worker does what nobody asks for. */
export const bookingCrontab = "* * * * * end-overdue";

async function poleIds(): Promise<string[]> {
  const rows = await asIdentity((tx) => tx.selectFrom("poles").select("id").execute());
  return rows.map(({ id }) => id);
}

async function endOverdue(poleId: string): Promise<void> {
  const overdue = await inTransaction({ poleId }, (tx) =>
    tx
      .selectFrom("bookings")
      .select("id")
      .where("expiresAt", "<=", sql<Date>`now()`)
      .where("poleId", "=", poleId)
      .orderBy("expiresAt")
      .limit(AT_ONCE)
      .execute(),
  );
  for (const { id } of overdue) {
    await inTransaction({ poleId }, async (tx, now) => {
      const booking = await lockBooking(tx, id);
      // Answered meanwhile.
      if (!booking.expiresAt || booking.expiresAt > now) return;
      const offered = booking.state === "offered";
      if (offered) await tx.updateTable("waiting").set({ state: "lapsed" }).where("bookingId", "=", id).execute();
      const event = offered ? "offer_lapsed" : "expired";
      await endWaiting(tx, poleId, booking, { state: "expired", event, at: now, personId: null });
    });
  }
  await inTransaction({ poleId }, (tx) =>
    tx
      .updateTable("waiting")
      .set({ state: "past" })
      .where("state", "=", "waiting")
      .where("startsAt", "<=", sql<Date>`now()`)
      .execute(),
  );
}

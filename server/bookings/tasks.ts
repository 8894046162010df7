import { sql } from "kysely";
import { z } from "zod";
import { asIdentity, inTransaction, type Tx } from "../../db/transaction";
import type { GuestKind, MembershipKind } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { originOf } from "./asker";
import { isFree } from "./claims";
import { endWaiting } from "./decide-request";
import { placeBookings, placing } from "./place";
import { customerOf } from "./price";
import { lockBooking } from "./seen-booking";
import { offerUntil } from "./waiting-rules";

const Pole = z.object({ poleId: z.uuid() });

/** At most so many at once; the next minute goes on. */
const AT_ONCE = 500;

/** The jobs of bookings: each may run twice, and dies without leaving anything half done. */
export const bookingTasks = {
  /** Every minute: what was not answered in time is no longer held. */
  "end-overdue": async () => {
    for (const poleId of await poleIds()) await endOverdue(poleId);
  },
  /** When a time is free again (a trigger asks for it): offers it to who waits, first come first. */
  "offer-waiting": async (payload: unknown) => offerFreed(Pole.parse(payload).poleId),
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

interface Waiter {
  id: string;
  resourceId: string;
  structureId: string;
  personId: string;
  startsAt: Date;
  endsAt: Date;
  quantity: number;
  attendees: number | null;
  title: string;
  titleShared: boolean;
  membership: string | null;
  guest: GuestKind | null;
  homePoleId: string | null;
  timeZone: string;
}

async function offerFreed(poleId: string): Promise<void> {
  const waiters = await inTransaction({ poleId }, (tx) =>
    waitersOf(tx)
      .where("w.state", "=", "waiting")
      .where("w.startsAt", ">", sql<Date>`now()`)
      // Something of it is free at that time; the rest is not worth a transaction, however many wait.
      .where(
        sql<boolean>`exists (select from resource_units ru
          where ru.resource_id = w.resource_id and ${isFree(sql`ru.unit_id`, { start: sql`w.starts_at`, end: sql`w.ends_at` })})`,
      )
      .orderBy("w.createdAt")
      .orderBy("w.id")
      .limit(AT_ONCE)
      .execute(),
  );
  for (const waiter of waiters) await offer(poleId, waiter);
}

function waitersOf(tx: Tx) {
  return (
    tx
      .selectFrom("waiting as w")
      .innerJoin("poles as p", "p.id", "w.poleId")
      .innerJoin("structures as s", "s.id", "w.structureId")
      .leftJoin("memberships as m", (join) =>
        join.onRef("m.structureId", "=", "w.structureId").onRef("m.poleId", "=", "w.poleId"),
      )
      // Who has left the pôle, or only looks on by now, is offered nothing; a guest, what is still shared with them.
      .where(
        sql<boolean>`w.home_pole_id is not null or w.outside
          or (m.kind <> 'observer' and (m.ends_on is null or m.ends_on >= (now() at time zone p.time_zone)::date))`,
      )
      .select(["w.id", "w.resourceId", "w.structureId", "w.personId", "w.startsAt", "w.endsAt", "w.quantity"])
      .select(["w.attendees", "w.title", "w.titleShared", "w.homePoleId", "p.timeZone"])
      .select([
        sql<string | null>`case when w.home_pole_id is null and not w.outside then m.kind end`.as("membership"),
        sql<GuestKind | null>`case when w.home_pole_id is not null then 'network'
          when w.outside then case when s.individual then 'public' else 'outsider' end end`.as("guest"),
      ])
  );
}

/** Holds the time for somebody who waits, if it is free and no rule forbids it by now. */
async function offer(poleId: string, waiter: Waiter): Promise<void> {
  const { id, structureId, personId, timeZone, startsAt: start, endsAt: end, guest, homePoleId } = waiter;
  const membership = waiter.membership as MembershipKind | null;
  const booker = {
    poleId,
    timeZone,
    structureId,
    personId,
    customer: customerOf({ membership, guest }),
    from: originOf({ membership, guest }),
    homePoleId,
    decides: () => false,
  };
  await placing(() =>
    inTransaction({ poleId, structureId }, async (tx, now) => {
      // Two jobs at once, or somebody who leaves meanwhile: whoever holds the row decides.
      const held = await tx
        .selectFrom("waiting")
        .select("id")
        .where("id", "=", id)
        .where("state", "=", "waiting")
        .forUpdate()
        .executeTakeFirst();
      if (!held) return;
      const { resourceId, quantity, attendees, title, titleShared } = waiter;
      const form = { id: newId(), resourceId, start, end, quantity, attendees, title, titleShared };
      const [booking] = await placeBookings(tx, booker, [form], now, { offeredUntil: offerUntil(now, start) });
      await tx.updateTable("waiting").set({ state: "offered", bookingId: booking!.id }).where("id", "=", id).execute();
    }),
  );
}

import { sql } from "kysely";
import { enqueue, inTransaction, type Tx } from "../../db/transaction";
import type { GuestKind, MembershipKind } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { originOf } from "./asker";
import { isFree } from "./claims";
import { placeBookings, placing } from "./place";
import { customerOf } from "./price";
import { offerUntil } from "./waiting-rules";

/** At most so many are tried by one job; the next one goes on. */
const AT_ONCE = 100;

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
  seriesId: string | null;
  recurrence: string | null;
  membership: string | null;
  guest: GuestKind | null;
  homePoleId: string | null;
  timeZone: string;
}

/** Has the background worker offer what is free to who waits for it, once this transaction commits. */
export async function offerSoon(tx: Tx, poleId: string, after: string | null = null): Promise<void> {
  const key = after ? `offer-waiting:${poleId}:${after}` : `offer-waiting:${poleId}`;
  await enqueue(tx, "offer-waiting", { poleId, ...(after ? { after } : {}) }, key);
}

/**
 * Offers what is free to who waits for it, first come first: so many people, and another job goes on with the rest.
 * @param after whoever was tried last before, by their place
 */
export async function offerFreed(poleId: string, after?: string): Promise<void> {
  const waiters = await inTransaction({ poleId }, (tx) =>
    waitersOf(tx)
      .$if(after !== undefined, (query) =>
        query.where(
          sql<boolean>`(w.created_at, w.id) > (select created_at, id from waiting where id = ${after ?? null}::uuid)`,
        ),
      )
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
  const last = waiters.at(-1);
  if (last && waiters.length === AT_ONCE) await inTransaction({ poleId }, (tx) => offerSoon(tx, poleId, last.id));
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
      .select(["w.attendees", "w.title", "w.titleShared", "w.seriesId", "w.recurrence", "w.homePoleId", "p.timeZone"])
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
      if (!(await isStillThere(tx, waiter))) {
        await tx.updateTable("waiting").set({ state: "withdrawn" }).where("id", "=", id).execute();
        return;
      }
      const { resourceId, quantity, attendees, title, titleShared, seriesId, recurrence } = waiter;
      const what = { resourceId, start, end, quantity, attendees, title, titleShared, seriesId, recurrence };
      const form = { id: newId(), ...what };
      const [booking] = await placeBookings(tx, booker, [form], now, { offeredUntil: offerUntil(now, start) });
      await tx.updateTable("waiting").set({ state: "offered", bookingId: booking!.id }).where("id", "=", id).execute();
    }),
  );
}

/** Whether somebody still acts for the structure for which they wait: what they leave, they no longer wait for. */
export async function isStillThere(
  tx: Tx,
  { structureId, personId }: { readonly structureId: string; readonly personId: string },
): Promise<boolean> {
  const found = await tx
    .selectFrom("affiliations as a")
    .innerJoin("people as p", "p.id", "a.personId")
    .select("a.personId")
    .where("a.structureId", "=", structureId)
    .where("a.personId", "=", personId)
    .where("a.endedAt", "is", null)
    .where("p.disabledAt", "is", null)
    .executeTakeFirst();
  return found !== undefined;
}

import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Conflict, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow, can } from "../kernel/permissions";
import type { Period } from "../kernel/time";
import { circumstancesOf, originOf } from "./asker";
import { readBookable } from "./bookable";
import type { BookingForm } from "./booking";
import { freeByPart } from "./claims";
import { decide } from "./place";
import type { BookingProblem, Refusal } from "./problems";
import { notAllowed } from "./request-booking";
import { claimPeriod, unitsNeeded } from "./rules";
import { kept } from "./text";
import { readUsage } from "./usage";

/** Somebody's place on the waiting list of a time. */
export interface Waiting extends Period {
  readonly id: string;
  readonly resource: { readonly id: string; readonly kind: string; readonly name: string };
  readonly structureName: string;
  readonly personName: string;
  readonly quantity: number;
  readonly attendees: number | null;
  readonly title: string;
  readonly state: "waiting" | "offered";
  /** The booking that holds the time offered. */
  readonly bookingId: string | null;
  /** How many were there before, for the same thing and a time that meets this one. */
  readonly before: number;
  readonly since: Date;
}

/** Why somebody was not put on a waiting list: what no waiting mends, or there is nothing to wait for. */
export type WaitingProblem = BookingProblem | { readonly code: "free_now" };

/**
 * Puts somebody on the waiting list of a time that is taken. The same form sent twice is one place.
 * @throws NotFound when the resource is not of the actor's pôle
 */
export function joinWaiting(actor: Actor, form: BookingForm): Promise<Outcome<{ id: string }, WaitingProblem>> {
  return inTransaction(actor, async (tx, now): Promise<Outcome<{ id: string }, WaitingProblem>> => {
    const refuse = (first: Refusal, others: readonly Refusal[] = []) => refused({ ...first, others, suggestions: [] });
    const { structureId } = actor;
    if (!structureId || !can(actor, "bookings.request")) return refuse(notAllowed(actor));
    const resource = isId(form.resourceId) ? await readBookable(tx, form.resourceId) : null;
    if (!resource) throw new NotFound("resource");
    const circumstances = circumstancesOf(actor, now);
    const usage = await readUsage(tx, resource, form, circumstances);
    const [first, ...others] = decide(resource, form, { ...circumstances, usage }) ?? [];
    if (first) return refuse(first, others);
    const quantity = form.quantity ?? 1;
    const free = await freeByPart(tx, resource, form, claimPeriod(resource.rules, form), structureId);
    const needed = unitsNeeded(resource.rules, resource.groups, quantity);
    if (needed.every((count, part) => free[part]! >= count)) return refused({ code: "free_now" });

    // One place for one wish, however often the page is sent.
    const same = await tx
      .selectFrom("waiting")
      .select("id")
      .where("personId", "=", actor.personId)
      .where("structureId", "=", structureId)
      .where("resourceId", "=", resource.id)
      .where("startsAt", "=", form.start)
      .where("endsAt", "=", form.end)
      .where("state", "in", ["waiting", "offered"])
      .executeTakeFirst();
    if (same) return done({ id: same.id });
    const added = await tx
      .insertInto("waiting")
      .values({
        id: form.id,
        poleId: actor.poleId,
        resourceId: resource.id,
        structureId,
        personId: actor.personId,
        homePoleId: actor.homePoleId,
        outside: originOf(actor) === "outside",
        startsAt: form.start,
        endsAt: form.end,
        quantity,
        attendees: form.attendees ?? null,
        title: kept(form.title ?? "").trim(),
        titleShared: form.titleShared ?? false,
        createdAt: now,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!added) throw new Conflict("already_used");
    return done({ id: added.id });
  });
}

/** Leaves a waiting list; leaving twice is leaving once. @throws NotFound; Forbidden for another structure's */
export function leaveWaiting(actor: Actor, id: string): Promise<void> {
  return inTransaction(actor, async (tx) => {
    if (!isId(id)) throw new NotFound("waiting");
    const row = await tx
      .selectFrom("waiting")
      .select(["structureId", "state"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new NotFound("waiting");
    allow(actor, "bookings.cancel", row.structureId);
    if (row.state === "waiting")
      await tx.updateTable("waiting").set({ state: "withdrawn" }).where("id", "=", id).execute();
  });
}

/** What the structure acted for waits for, or all that is waited for on a resource (for who shares it); to come only. */
export function waitingOf(actor: Actor, { resourceId }: { resourceId?: string | undefined } = {}): Promise<Waiting[]> {
  allow(actor, "bookings.view");
  return inTransaction(actor, async (tx, now) => {
    if (!resourceId) return readWaiting(tx, sql`w.structure_id = ${actor.structureId}`, now);
    const owner = await tx
      .selectFrom("resources")
      .select("structureId")
      .where("id", "=", resourceId)
      .executeTakeFirst();
    if (!owner) throw new NotFound("resource");
    allow(actor, "bookings.decide", owner.structureId);
    return readWaiting(tx, sql`w.resource_id = ${resourceId}`, now);
  });
}

async function readWaiting(tx: Tx, which: ReturnType<typeof sql>, now: Date): Promise<Waiting[]> {
  const { rows } = await sql<
    Omit<Waiting, "start" | "end" | "resource"> & {
      startsAt: Date;
      endsAt: Date;
      resourceId: string;
      resourceKind: string;
      resourceName: string;
    }
  >`
    select w.id, w.starts_at, w.ends_at, w.quantity, w.attendees, w.title, w.state, w.booking_id, w.created_at as since,
           r.id as resource_id, r.kind as resource_kind, r.name as resource_name, s.name as structure_name,
           coalesce(p.name, '') as person_name,
           app.waiting_before(w.id) as before
      from waiting w
      join resources r on r.id = w.resource_id
      join structures s on s.id = w.structure_id
      left join people p on p.id = w.person_id
     where ${which} and w.state in ('waiting', 'offered') and w.starts_at > ${now}
     order by w.starts_at, w.created_at limit 200`.execute(tx);
  return rows.map(({ startsAt, endsAt, resourceId, resourceKind, resourceName, ...row }) => ({
    ...row,
    start: startsAt,
    end: endsAt,
    resource: { id: resourceId, kind: resourceKind, name: resourceName },
  }));
}

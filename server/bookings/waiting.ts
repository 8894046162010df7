import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Conflict, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow, can } from "../kernel/permissions";
import type { Period } from "../kernel/time";
import { originOf } from "./asker";
import { bookerOf } from "./booker";
import type { BookingForm } from "./booking";
import { considerBookings } from "./consider-bookings";
import { offerSoon } from "./offer-waiting";
import type { BookingProblem, Refusal } from "./problems";
import { notAllowed } from "./request-booking";
import { kept } from "./text";

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
    const { structureId } = actor;
    if (!structureId || !can(actor, "bookings.request")) {
      return refused({ ...notAllowed(actor), others: [], suggestions: [] });
    }
    const [outcome] = await addWaiting(tx, actor, structureId, [form], now);
    return outcome!;
  });
}

/**
 * Puts somebody on the waiting lists of several times, or says of each why not: in as many statements as for one.
 * @param evenIfFree one that is free by now is waited for all the same, and offered at once
 * @throws NotFound when a resource is not of the actor's pôle
 */
export async function addWaiting(
  tx: Tx,
  actor: Actor,
  structureId: string,
  forms: readonly BookingForm[],
  now: Date,
  { evenIfFree = false }: { evenIfFree?: boolean } = {},
): Promise<Outcome<{ id: string }, WaitingProblem>[]> {
  if (forms.length === 0) return [];
  const considered = await considerBookings(tx, bookerOf(actor, structureId), forms, now, { together: false });
  const outcomes = considered.map(({ refusals }, rank): Outcome<{ id: string }, WaitingProblem> => {
    const { id } = forms[rank]!;
    if (!refusals) return evenIfFree ? done({ id }) : refused({ code: "free_now" });
    const [first, ...others] = refusals;
    // What others have may come back; a rule that is broken stays so.
    return OTHERS_HAVE_IT.has(first.code) ? done({ id }) : refused({ ...first, others, suggestions: [] });
  });
  const wanted = forms.filter((_, rank) => outcomes[rank]!.ok);
  const before = await placesBefore(tx, actor, structureId, wanted);
  const placeOf = (form: BookingForm) =>
    before.find(
      ({ resourceId, startsAt, endsAt }) =>
        resourceId === form.resourceId &&
        startsAt.getTime() === form.start.getTime() &&
        endsAt.getTime() === form.end.getTime(),
    );
  await insertWaiting(
    tx,
    actor,
    structureId,
    wanted.filter((form) => !placeOf(form)),
    now,
  );
  if (considered.some(({ refusals }, rank) => !refusals && outcomes[rank]!.ok)) await offerSoon(tx, actor.poleId);
  // One place for one wish, however often it is asked for.
  return outcomes.map((outcome, rank) =>
    outcome.ok ? done({ id: placeOf(forms[rank]!)?.id ?? outcome.value.id }) : outcome,
  );
}

const OTHERS_HAVE_IT: ReadonlySet<Refusal["code"]> = new Set<Refusal["code"]>([
  "slot_taken",
  "not_enough_units",
  "blocked",
]);

/** The places that somebody has already on the lists of some resources, from the first of some times on. */
async function placesBefore(tx: Tx, actor: Actor, structureId: string, forms: readonly BookingForm[]) {
  if (forms.length === 0) return [];
  return tx
    .selectFrom("waiting")
    .select(["id", "resourceId", "startsAt", "endsAt"])
    .where("personId", "=", actor.personId)
    .where("structureId", "=", structureId)
    .where("resourceId", "in", [...new Set(forms.map(({ resourceId }) => resourceId))])
    .where("startsAt", ">=", new Date(Math.min(...forms.map(({ start }) => start.getTime()))))
    .where("state", "in", ["waiting", "offered"])
    .execute();
}

async function insertWaiting(
  tx: Tx,
  actor: Actor,
  structureId: string,
  forms: readonly BookingForm[],
  now: Date,
): Promise<void> {
  if (forms.length === 0) return;
  const added = await tx
    .insertInto("waiting")
    .values(
      forms.map((form) => ({
        id: form.id,
        poleId: actor.poleId,
        resourceId: form.resourceId,
        structureId,
        personId: actor.personId,
        homePoleId: actor.homePoleId,
        outside: originOf(actor) === "outside",
        startsAt: form.start,
        endsAt: form.end,
        quantity: form.quantity ?? 1,
        attendees: form.attendees ?? null,
        title: kept(form.title ?? "").trim(),
        titleShared: form.titleShared ?? false,
        seriesId: form.seriesId ?? null,
        recurrence: form.recurrence ?? null,
        createdAt: now,
      })),
    )
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .execute();
  if (added.length < forms.length) throw new Conflict("already_used");
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

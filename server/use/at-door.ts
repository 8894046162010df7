import { inTransaction } from "../../db/transaction";
import { weekOf, type Segment } from "../bookings";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { localDateOf, minutesOf, startOfWeek, type LocalDate } from "../kernel/time";
import type { StartStep } from "./rules";
import { bookingAtDoor, type ToUse } from "./to-use-now";

/** What the code on a door holds: sixteen signs, as the database makes them. */
function isDoorCode(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text);
}

/** The resource whose door has this code, in a pôle of whoever asks; null in none. */
export async function resourceAtDoor(
  poleIds: readonly string[],
  doorCode: string,
): Promise<{ poleId: string; resourceId: string } | null> {
  if (!isDoorCode(doorCode)) return null;
  for (const poleId of poleIds) {
    const found = await inTransaction({ poleId }, (tx) =>
      tx.selectFrom("resources").select("id").where("doorCode", "=", doorCode).executeTakeFirst(),
    );
    if (found) return { poleId, resourceId: found.id };
  }
  return null;
}

/** A day of a resource, as its door tells it. */
export interface DayAtDoor {
  readonly resourceId: string;
  readonly resourceName: string;
  readonly kind: string;
  readonly ownerId: string;
  readonly placeName: string | null;
  readonly doorCode: string;
  readonly startStep: StartStep;
  readonly archived: boolean;
  readonly date: LocalDate;
  /** Minutes of the clock now. */
  readonly minutes: number;
  readonly stepMinutes: number;
  readonly minMinutes: number;
  readonly segments: readonly Segment[];
}

/** Today at one door. @throws NotFound */
export async function dayAtDoor(actor: Actor, resourceId: string): Promise<DayAtDoor> {
  allow(actor, "bookings.view");
  if (!isId(resourceId)) throw new NotFound("resource");
  const { row, now } = await inTransaction(actor, async (tx, at) => ({
    now: at,
    row: await tx
      .selectFrom("resources as r")
      .leftJoin("places as p", "p.id", "r.placeId")
      .select(["r.name", "r.kind", "r.structureId", "r.doorCode", "r.startStep", "r.archivedAt"])
      .select("p.name as placeName")
      .where("r.id", "=", resourceId)
      .executeTakeFirst(),
  }));
  if (!row) throw new NotFound("resource");
  const date = localDateOf(now, actor.timeZone);
  const week = await weekOf(actor, resourceId, startOfWeek(date));
  return {
    resourceId,
    resourceName: row.name,
    kind: row.kind,
    ownerId: row.structureId,
    placeName: row.placeName,
    doorCode: row.doorCode,
    startStep: row.startStep as StartStep,
    archived: row.archivedAt !== null,
    date,
    minutes: minutesOf(now, date, actor.timeZone),
    stepMinutes: week.stepMinutes,
    minMinutes: week.minMinutes,
    segments: week.days.find((day) => day.date === date)?.segments ?? [],
  };
}

/** The door for whoever stands before it: the day, and their own booking if they have one. @throws NotFound */
export async function doorOf(actor: Actor, resourceId: string): Promise<{ day: DayAtDoor; booking: ToUse | null }> {
  const day = await dayAtDoor(actor, resourceId);
  const booking = await inTransaction(actor, (tx, now) => bookingAtDoor(tx, actor, resourceId, now));
  return { day, booking };
}

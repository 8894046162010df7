import { compositionOf, kindOf, type CourseSession, type Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { readWhen, slotAt, type AskedWhen, type Hours, type When } from "./when";

/** A number of units as it was typed; null while it is none. */
export interface AskedQuantity {
  readonly typed: string;
  readonly quantity: number | null;
  /** The most that can be asked for. */
  readonly most: number;
}

/** What a form or an address asks of one resource: a slot or a session, and how many. */
export interface AskedBooking extends AskedWhen {
  /** Null where there is but one to be had. */
  readonly units: AskedQuantity | null;
  /** Sessions to come, of what is booked by sessions alone. */
  readonly sessions: readonly CourseSession[] | null;
}

/** More than anybody orders; the database keeps no more. */
const MOST = 1000;

type Fields = { get(name: string): unknown; has(name: string): boolean };

/** Reads what is asked of a resource; slots that are left out take those of `usual`, or its next session. */
export async function readBooking(
  fields: Fields,
  resource: Resource,
  usual: Hours,
  now: Date,
  actor: Actor,
): Promise<AskedBooking> {
  const units = readUnits(fields, resource);
  const sessions = resource.bySession
    ? (await compositionOf(actor, resource.id)).sessions.filter(
        ({ start, cancelledAt }) => start > now && cancelledAt === null,
      )
    : null;
  const asked = sessions
    ? readSession(fields, sessions, usual, now, actor.timeZone)
    : readWhen(fields, usual, now, actor.timeZone);
  const slot = asked.slot && withUnits(asked.slot, resource, units);
  const when = units?.quantity === null ? null : asked.when && slot;
  return { ...asked, when, slot, units, sessions };
}

function readUnits(fields: Fields, { unlimited, takesAllUnits, units }: Resource): AskedQuantity | null {
  if (!unlimited && (takesAllUnits || units <= 1)) return null;
  const value = fields.get("combien");
  const typed = typeof value === "string" && value.trim() !== "" ? value.trim() : "1";
  const number = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  return { typed, quantity: number >= 1 && number <= MOST ? number : null, most: unlimited ? MOST : units };
}

/** A session by its id; else by its hours; else the first that has a place. */
function readSession(
  fields: Fields,
  sessions: readonly CourseSession[],
  usual: Hours,
  now: Date,
  zone: string,
): AskedWhen {
  const chosen =
    sessions.find(({ id }) => id === fields.get("seance")) ??
    (fields.has("jour") ? null : (sessions.find(({ left }) => left > 0) ?? sessions[0]));
  if (!chosen) {
    const asked = readWhen(fields, usual, now, zone);
    // Nothing to choose from: there is no slot at all.
    return sessions.length === 0 ? { ...asked, when: null, slot: null, errors: [] } : asked;
  }
  const slot = slotAt(chosen.start, chosen.end, null, zone);
  return { typed: { jusquau: "", ...slot.query, personnes: "" }, when: slot, slot, errors: [] };
}

/** The same slot for so many units; people are counted only where they make sense. */
function withUnits(when: When, { kind }: Resource, units: AskedQuantity | null): When {
  const quantity = units?.quantity ?? 1;
  const { personnes, ...query } = when.query;
  const people = kindOf(kind).people ? when.people : null;
  return {
    ...when,
    people,
    quantity,
    query: {
      ...query,
      ...(people === null || personnes === undefined ? {} : { personnes }),
      ...(quantity > 1 ? { combien: quantity } : {}),
    },
  };
}

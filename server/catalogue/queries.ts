import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { can } from "../kernel/permissions";
import {
  isKindKey,
  readAttributes,
  type BookingRules,
  type FeatureKey,
  type KindKey,
  type ResourceAttributes,
  type StartStep,
} from "./kinds";
import { asRate, RATE_COLUMNS, type RateRow } from "./rate-rows";
import { customerOf, rateFor, type Customer, type Rate } from "./rates";
import type { OpeningHours } from "./rules";

/** A structure as its grain and name show it. */
export interface Owner {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly colour: number;
}

/** Where a resource is. */
export interface Place {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly town: string;
  readonly access: string;
}

/** A photograph; its files are at the widths of photoWidths(width). */
export interface Photo {
  readonly id: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

/** What a list shows of a resource. */
export interface ResourceSummary {
  readonly id: string;
  readonly kind: KindKey;
  readonly name: string;
  readonly capacity: number;
  readonly features: readonly FeatureKey[];
  readonly accessible: boolean;
  readonly attributes: ResourceAttributes;
  readonly owner: Owner;
  readonly place: Place | null;
  readonly hours: readonly OpeningHours[];
  /** The price for the structure acted for; null when nothing is charged. */
  readonly rate: Rate | null;
  readonly photo: Photo | null;
  readonly archivedAt: Date | null;
  /** In service: how many alike, or of how many parts it is made. */
  readonly units: number;
  /** Of them, those that nobody has now. */
  readonly unitsFree: number;
  /** Whether a booking takes them all; otherwise as many as it asks for. */
  readonly takesAllUnits: boolean;
  readonly unlimited: boolean;
  readonly bySession: boolean;
}

/** All that is known of a resource. */
export interface Resource extends ResourceSummary {
  readonly description: string;
  readonly rules: BookingRules;
  /** Hours of its seasons, all together. */
  readonly seasonHours: readonly OpeningHours[];
  /** Every price that is set. */
  readonly rates: readonly Rate[];
  readonly photos: readonly Photo[];
  readonly startStep: StartStep;
  /** Given to others when nobody came, so many minutes after the start; null: never. */
  readonly noShowMinutes: number | null;
  /** What whoever has booked must know; null for those who may not edit it. */
  readonly instructions: string | null;
  /** Raised at each change. */
  readonly version: number;
  readonly updatedAt: Date;
  readonly can: { readonly edit: boolean; readonly book: boolean };
}

/** A resource of the actor's pôle, archived ones included. @throws NotFound, also for another pôle's */
export function resourceOf(actor: Actor, id: string): Promise<Resource> {
  return inTransaction(actor, (tx) => readResource(tx, actor, id));
}

/** As resourceOf(), in a transaction already open. */
export async function readResource(tx: Tx, actor: Actor, id: string): Promise<Resource> {
  if (!isId(id)) throw new NotFound("resource");
  const row = await tx.selectFrom("resources").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw new NotFound("resource");
  const [summary] = await summaries(tx, actor, [row.id]);
  if (!summary) throw new NotFound("resource");
  const seasonHours = await tx
    .selectFrom("openingHours")
    .select(["weekday", "opens", "closes"])
    .where("resourceId", "=", id)
    .where("seasonId", "is not", null)
    .execute();
  const photos = await tx
    .selectFrom("photos")
    .select(["id", "alt", "width", "height"])
    .where("resourceId", "=", id)
    .orderBy("position")
    .orderBy("id")
    .execute();
  return {
    ...summary,
    description: row.description,
    rules: bookingRulesOf(row),
    seasonHours,
    rates: (await ratesOf(tx, [id])).map(rateOf),
    photos,
    startStep: row.startStep as StartStep,
    noShowMinutes: row.noShowMinutes,
    instructions: can(actor, "catalogue.edit", row.structureId) ? row.instructions : null,
    version: row.version,
    updatedAt: row.updatedAt,
    can: {
      edit: can(actor, "catalogue.edit", row.structureId),
      book: row.archivedAt === null && can(actor, "bookings.request"),
    },
  };
}

/** The rules of booking among the columns of a resource. */
export function bookingRulesOf(row: BookingRules): BookingRules {
  return {
    stepMinutes: row.stepMinutes,
    minMinutes: row.minMinutes,
    maxMinutes: row.maxMinutes,
    noticeMinutes: row.noticeMinutes,
    cancelNoticeMinutes: row.cancelNoticeMinutes,
    horizonDays: row.horizonDays,
    bufferBeforeMinutes: row.bufferBeforeMinutes,
    bufferAfterMinutes: row.bufferAfterMinutes,
  };
}

/** What lists show of some resources, in the order of `ids`; a few queries, however many there are. */
export async function summaries(tx: Tx, actor: Actor, ids: readonly string[]): Promise<ResourceSummary[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom("resources as r")
    .innerJoin("structures as s", "s.id", "r.structureId")
    .leftJoin("places as p", "p.id", "r.placeId")
    .select(["r.id", "r.kind", "r.name", "r.capacity", "r.features", "r.accessible", "r.attributes", "r.archivedAt"])
    .select(["r.takesAllUnits", "r.unlimited", "r.bySession"])
    .select(["s.id as ownerId", "s.slug as ownerSlug", "s.name as ownerName", "s.colour as ownerColour"])
    .select(["p.id as placeId", "p.name as placeName", "p.address", "p.town", "p.access"])
    .where("r.id", "in", ids)
    .execute();
  const hours = await tx
    .selectFrom("openingHours")
    .select(["resourceId", "weekday", "opens", "closes"])
    .where("resourceId", "in", ids)
    .where("seasonId", "is", null)
    .orderBy("weekday")
    .orderBy("opens")
    .execute();
  const photos = await tx
    .selectFrom("photos")
    .distinctOn("resourceId")
    .select(["resourceId", "id", "alt", "width", "height"])
    .where("resourceId", "in", ids)
    .orderBy("resourceId")
    .orderBy("position")
    .orderBy("id")
    .execute();
  const rates = await ratesOf(tx, ids);
  const units = await unitsOf(tx, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row || !isKindKey(row.kind)) return [];
    const photo = photos.find(({ resourceId }) => resourceId === id);
    return {
      id,
      kind: row.kind,
      name: row.name,
      capacity: row.capacity,
      features: row.features as FeatureKey[],
      accessible: row.accessible,
      attributes: readAttributes(row.kind, row.attributes),
      owner: { id: row.ownerId, slug: row.ownerSlug, name: row.ownerName, colour: row.ownerColour },
      place:
        row.placeId === null
          ? null
          : {
              id: row.placeId,
              name: row.placeName ?? "",
              address: row.address ?? "",
              town: row.town ?? "",
              access: row.access ?? "",
            },
      hours: hours
        .filter(({ resourceId }) => resourceId === id)
        .map(({ weekday, opens, closes }) => ({ weekday, opens, closes })),
      rate: rateFor(rates.filter(({ resourceId }) => resourceId === id).map(rateOf), payingAs(actor)),
      photo: photo ? { id: photo.id, alt: photo.alt, width: photo.width, height: photo.height } : null,
      archivedAt: row.archivedAt,
      units: units.get(id)?.units ?? 0,
      unitsFree: units.get(id)?.free ?? 0,
      takesAllUnits: row.takesAllUnits,
      unlimited: row.unlimited,
      bySession: row.bySession,
    };
  });
}

/** How many units are in service, and how many nobody has now: claims are read, blockings are not. */
async function unitsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, { units: number; free: number }>> {
  // Live claims of one unit never overlap: the last that has begun is the only one that can hold it now.
  const { rows } = await sql<{ resourceId: string; units: number; free: number }>`
    select ru.resource_id, count(*)::int as units, (count(*) filter (where not coalesce(claim.ends_at > now(), false)))::int as free
      from resource_units ru
      join units u on u.id = ru.unit_id and u.retired_at is null
      left join lateral (
        select ends_at from claims
         where unit_id = ru.unit_id and released_at is null and starts_at <= now()
         order by starts_at desc limit 1
      ) claim on true
     where ru.resource_id = any(${ids}::uuid[])
     group by 1`.execute(tx);
  return new Map(rows.map(({ resourceId, units, free }) => [resourceId, { units, free }]));
}

/** As whom the actor pays. Staff of the pôle who act for no structure look at what members pay. */
export function payingAs(actor: Actor): Customer {
  return actor.structureId === null && actor.guest === null ? "member" : customerOf(actor);
}

function ratesOf(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom("rates")
    .select(["resourceId", ...RATE_COLUMNS])
    .where("resourceId", "in", ids)
    .orderBy(sql`array_position(array['member', 'network', 'outsider', 'public'], customer)`)
    .execute();
}

function rateOf({ resourceId: _, ...row }: RateRow & { readonly resourceId: string }): Rate {
  return asRate(row);
}

/** What the forms of a resource choose among: the structures that may own it for this actor, the pôle's places. */
export function choicesOf(actor: Actor): Promise<{ owners: Owner[]; places: Place[] }> {
  return inTransaction(actor, async (tx) => ({
    owners: (await structuresOf(tx)).filter(({ id }) => can(actor, "catalogue.edit", id)),
    places: await tx.selectFrom("places").selectAll().orderBy("name").orderBy("id").execute(),
  }));
}

/** The structures of the pôle that may share something: those that only look (observers) do not. */
export function structuresOf(tx: Tx): Promise<Owner[]> {
  return tx
    .selectFrom("memberships as m")
    .innerJoin("structures as s", "s.id", "m.structureId")
    .innerJoin("poles as p", "p.id", "m.poleId")
    .select(["s.id", "s.slug", "s.name", "s.colour"])
    .where("m.kind", "!=", "observer")
    .where(sql<boolean>`coalesce(m.ends_on, 'infinity') >= (now() at time zone p.time_zone)::date`)
    .orderBy("s.name")
    .execute();
}

/** How many confirmed or requested bookings of a resource are still to come. */
export function comingBookings(actor: Actor, id: string): Promise<number> {
  return inTransaction(actor, (tx, now) => countComing(tx, id, now));
}

// Bookings stand above the catalogue, which may not ask them: hence its own reading of their table.
export async function countComing(tx: Tx, id: string, now: Date): Promise<number> {
  const { count } = await tx
    .selectFrom("bookings")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("resourceId", "=", id)
    .where("endsAt", ">", now)
    .where("state", "in", ["requested", "confirmed", "checked_in"])
    .executeTakeFirstOrThrow();
  return count;
}

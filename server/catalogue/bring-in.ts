import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { newId } from "../kernel/ids";
import type { Cents } from "../kernel/money";
import { allow } from "../kernel/permissions";
import { isKindKey, kindOf, type KindKey } from "./kinds";
import { RATES_OF_R } from "./rate-rows";
import type { Customer, Rate } from "./rates";
import type { ResourceRules } from "./resource-rules";
import type { OpeningHours } from "./rules";

/** A resource of the pôle with all that a table may say of it. */
export interface ResourceInDetail {
  readonly id: string;
  readonly kind: string;
  readonly structureId: string;
  readonly name: string;
  readonly place: string | null;
  readonly capacity: number;
  readonly description: string;
  readonly rates: readonly Rate[];
  readonly hours: readonly OpeningHours[];
  readonly units: number;
  readonly openTo: string;
  readonly approval: string;
  readonly archived: boolean;
}

/** Every resource of the actor's pôle, archived ones included, and the names of its places. */
export async function resourcesInDetail(actor: Actor): Promise<{ resources: ResourceInDetail[]; places: string[] }> {
  allow(actor, "pole.import");
  return inTransaction(actor, async (tx) => {
    const { rows: resources } = await sql<ResourceInDetail>`
      select r.id, r.kind, r.structure_id as "structureId", r.name, p.name as place, r.capacity, r.description,
             ${RATES_OF_R} as rates, r.open_to as "openTo", r.approval, r.archived_at is not null as archived,
             (select count(*) from resource_units u where u.resource_id = r.id)::int as units,
             coalesce((select json_agg(json_build_object('weekday', h.weekday, 'opens', h.opens, 'closes', h.closes)
                                       order by h.weekday, h.opens)
                         from opening_hours h where h.resource_id = r.id and h.season_id is null), '[]') as hours
        from resources r
        left join places p on p.id = r.place_id
       where r.pole_id = ${actor.poleId}`.execute(tx);
    const { rows: places } = await sql<{ name: string }>`
      select name from places where pole_id = ${actor.poleId} order by name`.execute(tx);
    return { resources, places: places.map(({ name }) => name) };
  });
}

/** What a table says of a resource; what is absent is the kind's usual, or stays as it is. */
export interface BroughtResource {
  readonly kind: string;
  readonly structureId: string;
  readonly name: string;
  readonly place?: string | undefined;
  readonly address?: string | undefined;
  readonly town?: string | undefined;
  readonly capacity?: number | undefined;
  readonly description?: string | undefined;
  /** What is told of its prices; the others stay. */
  readonly prices?: readonly BroughtPrice[] | undefined;
  readonly hours?: readonly OpeningHours[] | undefined;
  readonly units?: number | undefined;
  readonly openTo?: ResourceRules["openTo"] | undefined;
  readonly approval?: ResourceRules["approval"]["mode"] | undefined;
}

/** What one kind of customer pays for one thing. */
export interface BroughtPrice {
  readonly customer: Customer;
  readonly column: "hourCents" | "halfDayCents" | "dayCapCents" | "kilometreCents" | "unitCents";
  readonly cents: Cents;
}

/** Adds resources with their place, hours, price and units: a few statements for any number. */
export async function addResources(tx: Tx, actor: Actor, brought: readonly BroughtResource[]): Promise<void> {
  await addPlaces(tx, actor, brought);
  const made = brought.map((resource) => {
    if (!isKindKey(resource.kind)) throw new RangeError(`No such kind: ${resource.kind}`);
    const { defaults, ...kind } = kindOf(resource.kind);
    const units = resource.units ?? defaults.units;
    return {
      ...resource,
      ...defaults.rules,
      id: newId(),
      place: resource.place ?? null,
      capacity: resource.capacity ?? defaults.capacity,
      description: resource.description ?? "",
      openTo: resource.openTo ?? "pole",
      approval: resource.approval ?? "automatic",
      hours: resource.hours ?? usualHours(resource.kind),
      bySession: kind.bySession,
      startStep: kind.startSteps[0],
      // Several of what is usually alone (four alike booths) are given one by one.
      takesAllUnits: !kind.quantity && units === 1,
      unitIds: Array.from({ length: units }, () => newId()),
    };
  });
  await sql`
    insert into resources (id, pole_id, kind, structure_id, place_id, name, capacity, description, takes_all_units,
                           by_session, start_step, open_to, approval,
                           step_minutes, min_minutes, max_minutes, notice_minutes, cancel_notice_minutes, horizon_days,
                           buffer_before_minutes, buffer_after_minutes)
    select r.id, ${actor.poleId}, r.kind, r."structureId", ${placeOf(actor)}, r.name, r.capacity, r.description,
           r."takesAllUnits", r."bySession", r."startStep", r."openTo", r.approval, r."stepMinutes", r."minMinutes", r."maxMinutes", r."noticeMinutes",
           r."cancelNoticeMinutes", r."horizonDays", r."bufferBeforeMinutes", r."bufferAfterMinutes"
      from jsonb_to_recordset(${JSON.stringify(made)}::text::jsonb)
        as r (id uuid, kind text, "structureId" uuid, place text, name text, capacity int, description text,
              "takesAllUnits" boolean, "bySession" boolean, "startStep" text, "openTo" text, approval text, "stepMinutes" int, "minMinutes" int, "maxMinutes" int, "noticeMinutes" int,
              "cancelNoticeMinutes" int, "horizonDays" int, "bufferBeforeMinutes" int, "bufferAfterMinutes" int)
  `.execute(tx);
  await writeHours(tx, actor, made);
  await writePrices(tx, actor, made);
  const units = made.flatMap(({ id, name, unitIds }) =>
    unitIds.map((unitId, index) => ({
      resourceId: id,
      unitId,
      label: unitIds.length === 1 ? name : `${name} ${index + 1}`,
    })),
  );
  const json = JSON.stringify(units);
  await sql`
    insert into units (id, pole_id, label)
    select r."unitId", ${actor.poleId}, r.label
      from jsonb_to_recordset(${json}::text::jsonb) as r ("unitId" uuid, label text)`.execute(tx);
  await sql`
    insert into resource_units (pole_id, resource_id, unit_id)
    select ${actor.poleId}, r."resourceId", r."unitId"
      from jsonb_to_recordset(${json}::text::jsonb) as r ("resourceId" uuid, "unitId" uuid)`.execute(tx);
}

/** Changes resources of the actor's pôle: what is absent stays, and so do bookings. */
export async function changeResources(
  tx: Tx,
  actor: Actor,
  changes: readonly (Partial<BroughtResource> & { readonly id: string })[],
): Promise<void> {
  await addPlaces(tx, actor, changes);
  await sql`
    update resources x
       set capacity = coalesce(r.capacity, x.capacity), description = coalesce(r.description, x.description),
           open_to = coalesce(r."openTo", x.open_to), approval = coalesce(r.approval, x.approval),
           place_id = coalesce(${placeOf(actor)}, x.place_id), version = x.version + 1, updated_at = now()
      from jsonb_to_recordset(${JSON.stringify(changes)}::text::jsonb)
        as r (id uuid, capacity int, description text, place text, "openTo" text, approval text)
     where x.id = r.id`.execute(tx);
  // The hours of seasons stay.
  const rehoured = changes.filter(({ hours }) => hours !== undefined);
  const ids = rehoured.map(({ id }) => id);
  await sql`delete from opening_hours where resource_id = any(${ids}::uuid[]) and season_id is null`.execute(tx);
  await writeHours(tx, actor, rehoured);
  await writePrices(tx, actor, changes);
}

/** The place that a table names, the oldest of that name. */
function placeOf(actor: Actor) {
  return sql`(select p.id from places p where p.pole_id = ${actor.poleId} and app.fold(p.name) = app.fold(r.place)
               order by p.id limit 1)`;
}

async function addPlaces(tx: Tx, actor: Actor, named: readonly Partial<BroughtResource>[]): Promise<void> {
  const places = named.flatMap(({ place, address = "", town = "" }) =>
    place ? [{ id: newId(), name: place, address, town }] : [],
  );
  await sql`
    insert into places (id, pole_id, name, address, town)
    select distinct on (app.fold(r.name)) r.id, ${actor.poleId}, r.name, r.address, r.town
      from jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb) as r (id uuid, name text, address text, town text)
     where not exists (
       select from places p where p.pole_id = ${actor.poleId} and app.fold(p.name) = app.fold(r.name))
     order by app.fold(r.name), r.id`.execute(tx);
}

async function writeHours(
  tx: Tx,
  actor: Actor,
  of: readonly { readonly id: string; readonly hours?: readonly OpeningHours[] | undefined }[],
): Promise<void> {
  const hours = of.flatMap(({ id, hours = [] }) => hours.map((open) => ({ resourceId: id, ...open })));
  await sql`
    insert into opening_hours (pole_id, resource_id, weekday, opens, closes)
    select ${actor.poleId}, r."resourceId", r.weekday, r.opens, r.closes
      from jsonb_to_recordset(${JSON.stringify(hours)}::text::jsonb)
        as r ("resourceId" uuid, weekday int, opens int, closes int)`.execute(tx);
}

/** Each kind of customer of whom something is told has its price; what is not told of it stays. */
async function writePrices(
  tx: Tx,
  actor: Actor,
  of: readonly { readonly id: string; readonly prices?: readonly BroughtPrice[] | undefined }[],
): Promise<void> {
  const rates = of.flatMap(({ id, prices = [] }) =>
    [...new Set(prices.map(({ customer }) => customer))].map((customer) => ({
      id,
      customer,
      ...Object.fromEntries(
        prices.filter((price) => price.customer === customer).map(({ column, cents }) => [column, cents]),
      ),
    })),
  );
  await sql`
    insert into rates (pole_id, resource_id, customer, hour_cents, half_day_cents, day_cap_cents, kilometre_cents, unit_cents)
    select ${actor.poleId}, r.id, r.customer, r."hourCents", r."halfDayCents", r."dayCapCents", r."kilometreCents", r."unitCents"
      from jsonb_to_recordset(${JSON.stringify(rates)}::text::jsonb)
        as r (id uuid, customer text, "hourCents" bigint, "halfDayCents" bigint, "dayCapCents" bigint,
              "kilometreCents" bigint, "unitCents" bigint)
    on conflict (resource_id, customer) do update
       set hour_cents = coalesce(excluded.hour_cents, rates.hour_cents),
           half_day_cents = coalesce(excluded.half_day_cents, rates.half_day_cents),
           day_cap_cents = coalesce(excluded.day_cap_cents, rates.day_cap_cents),
           kilometre_cents = coalesce(excluded.kilometre_cents, rates.kilometre_cents),
           unit_cents = coalesce(excluded.unit_cents, rates.unit_cents),
           -- A price told is a price to pay.
           at_cost = false`.execute(tx);
}

/** The hours that a new resource of the kind starts with. */
function usualHours(kind: KindKey): OpeningHours[] {
  const { fromWeekday, toWeekday, opens, closes } = kindOf(kind).defaults.hours;
  return Array.from({ length: toWeekday - fromWeekday + 1 }, (_, day) => ({
    weekday: fromWeekday + day,
    opens,
    closes,
  }));
}

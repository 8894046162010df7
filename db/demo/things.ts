import type postgres from "postgres";
import { addDays, instantAt, startOfWeek, type LocalDate } from "../../server/kernel/time";
import { demoId } from "./chance";
import type { DemoPole, DemoThing } from "./describe";
import { poleId, resourceId, structureId, unitId } from "./ids";
import { insertPhotos } from "./photos";

type Tx = postgres.TransactionSql;

/** Everything that is not a room: resources, hours, units, prices, pictures; then what is made of what. */
export async function insertThings(tx: Tx, pole: DemoPole, today: LocalDate, zone: string): Promise<void> {
  const pole_id = poleId(pole);
  if (pole.things.length === 0) return;
  await tx`insert into resources ${tx(pole.things.map((thing) => resourceRow(tx, pole, thing)))}`;
  const hours = pole.things.flatMap(({ key, hours }) =>
    hours.map(([weekday, opens, closes]) => ({
      pole_id,
      resource_id: resourceId(pole, key),
      weekday,
      opens: opens * 60,
      closes: closes * 60,
    })),
  );
  await tx`insert into opening_hours ${tx(hours)}`;
  const units = pole.things.flatMap(({ key, units }) =>
    units.map((label, index) => ({ key, id: unitId(pole, key, index + 1), label })),
  );
  await tx`insert into units ${tx(units.map(({ id, label }) => ({ id, pole_id, label })))}`;
  await tx`insert into resource_units ${tx(
    units.map(({ key, id }) => ({ pole_id, resource_id: resourceId(pole, key), unit_id: id })),
  )}`;
  const rates = pole.things.flatMap((thing) =>
    ratesOf(thing).map((rate) => ({ pole_id, resource_id: resourceId(pole, thing.key), ...rate })),
  );
  await tx`insert into rates ${tx(rates)}`;
  for (const { key, pictures = [] } of pole.things) await insertPhotos(tx, pole, key, pictures);
  const sessions = pole.things.flatMap((thing) => sessionsOf(pole, thing, today, zone));
  await tx`insert into resource_sessions ${tx(sessions.map((session) => ({ pole_id, ...session })))}`;
  await insertCompositions(tx, pole);
}

function resourceRow(tx: Tx, pole: DemoPole, thing: DemoThing) {
  const isKit = pole.compositions.some(({ resource, parts }) => resource === thing.key && parts);
  return {
    id: resourceId(pole, thing.key),
    pole_id: poleId(pole),
    kind: thing.kind,
    structure_id: structureId(thing.structure),
    place_id: thing.place ? demoId(`place ${thing.place}`) : null,
    name: thing.name,
    description: thing.description,
    capacity: thing.capacity ?? 1,
    features: thing.features,
    accessible: thing.accessible ?? false,
    open_to: thing.openTo ?? "pole",
    attributes: tx.json(thing.attributes),
    takes_all_units: isKit || thing.kind === "pooled-job",
    unlimited: thing.unlimited ?? false,
    by_session: thing.kind === "training",
    start_step: thing.startStep ?? "none",
    no_show_minutes: thing.noShowMinutes ?? null,
    instructions: thing.instructions ?? "",
    step_minutes: thing.rules?.stepMinutes ?? 30,
    min_minutes: thing.rules?.minMinutes ?? 30,
    max_minutes: thing.rules?.maxMinutes ?? 720,
    notice_minutes: thing.rules?.noticeMinutes ?? 0,
    cancel_notice_minutes: thing.rules?.cancelNoticeMinutes ?? 0,
    horizon_days: thing.rules?.horizonDays ?? 90,
    buffer_after_minutes: thing.rules?.bufferAfterMinutes ?? 0,
    approval: thing.rules?.approval ?? "automatic",
    late_cancel_percent: thing.rules?.lateCancelPercent ?? null,
  };
}

/** A member of another pôle pays half as much again, an outsider two and a half times as much. */
export function ratesOf({ rates }: DemoThing) {
  const { hour, day, halfDay, week, kilometre, kilometresIncluded = 0, unit, deposit = 0, atCost = false } = rates;
  const factors = [
    ["member", 1],
    ["network", 1.5],
    ["outsider", 2.5],
  ] as const;
  return factors
    .filter(([customer]) => !atCost || customer === "member")
    .map(([customer, factor]) => {
      const cents = (amount: number | undefined) => (amount ? Math.round(amount * factor) : null);
      return {
        customer,
        hour_cents: cents(hour),
        day_cap_cents: cents(day),
        half_day_cents: cents(halfDay),
        week_cents: cents(week),
        kilometre_cents: cents(kilometre),
        kilometres_included: kilometresIncluded,
        unit_cents: cents(unit),
        deposit_cents: deposit,
        at_cost: atCost,
      };
    });
}

/** The id of a session of a course, by its week. */
export const sessionId = (pole: DemoPole, key: string, week: number) => demoId(`session ${pole.slug} ${key} ${week}`);

function sessionsOf(pole: DemoPole, { key, sessions = [] }: DemoThing, today: LocalDate, zone: string) {
  return sessions.map(({ week, weekday, start, minutes, title }) => {
    const date = addDays(startOfWeek(today), week * 7 + weekday - 1);
    return {
      id: sessionId(pole, key, week),
      resource_id: resourceId(pole, key),
      starts_at: instantAt(date, start, zone),
      ends_at: instantAt(date, start + minutes, zone),
      title,
    };
  });
}

async function insertCompositions(tx: Tx, pole: DemoPole): Promise<void> {
  const pole_id = poleId(pole);
  for (const { resource, parts = [], addons = [] } of pole.compositions) {
    const resource_id = resourceId(pole, resource);
    for (const [index, { of, takes }] of parts.entries()) {
      await tx`insert into resource_parts ${tx({ pole_id, resource_id, part: index + 1, source_id: resourceId(pole, of), takes: takes ?? null })}`;
    }
    for (const [position, addon] of addons.entries()) {
      await tx`insert into resource_addons ${tx({ pole_id, resource_id, addon_id: resourceId(pole, addon), position })}`;
    }
  }
}

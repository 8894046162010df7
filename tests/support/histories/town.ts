import { newId } from "../../../server/kernel/ids";
import { ALWAYS } from "../world-data";
import type { World } from "../world";
import type { Name } from "./commands";
import type { ModelResource } from "./model";

/** Nobody checked in: given to others after so many minutes. */
export const NO_SHOW_MINUTES = 20;

/**
 * Makes the world one of histories, where bookings begin every five minutes, day and night, without notice; one room
 * needs an approval, three things are checked into, a kit takes two projectors and a room, coffee goes with anything, and the room that needs an approval with five of
 * the others.
 * Returns what a model knows of it.
 */
export async function makeTown({ owner, rooms, poles, structures }: World): Promise<Record<Name, ModelResource>> {
  const pole_id = poles.orme.id;
  const [kit, cafe, urn] = [newId(), newId(), newId()];
  await owner`insert into resources ${owner([
    {
      id: kit,
      pole_id,
      kind: "equipment",
      structure_id: structures.tablee.id,
      name: "Kit",
      takes_all_units: true,
      unlimited: false,
    },
    {
      id: cafe,
      pole_id,
      kind: "service",
      structure_id: structures.gue.id,
      name: "Café",
      takes_all_units: false,
      unlimited: true,
    },
  ])}`;
  await owner`insert into resource_parts ${owner([
    { pole_id, resource_id: kit, part: 1, source_id: rooms.projectors.id, takes: 2 },
    { pole_id, resource_id: kit, part: 2, source_id: rooms.etang.id, takes: null },
  ])}`;
  await owner`insert into units ${owner({ id: urn, pole_id, label: "Café" })}`;
  await owner`insert into resource_units ${owner({ pole_id, resource_id: cafe, unit_id: urn })}`;
  await owner`delete from opening_hours where pole_id = ${pole_id}`;
  const resources = await owner<{ id: string }[]>`select id from resources where pole_id = ${pole_id}`;
  await owner`insert into opening_hours ${owner(
    resources.flatMap(({ id }) => ALWAYS.map((hours) => ({ pole_id, resource_id: id, ...hours }))),
  )}`;
  await owner`
    update resources
       set step_minutes = 5, min_minutes = 5, max_minutes = 2880, notice_minutes = 0, cancel_notice_minutes = 0,
           change_notice_minutes = 0, horizon_days = 60`;
  await owner`
    update resources set start_step = 'check_in', no_show_minutes = ${NO_SHOW_MINUTES}
     where id = any(${[rooms.pressoir.id, rooms.veille.id, rooms.projectors.id]}::uuid[])`;
  await owner`
    update resources set approval = 'owner', approval_minutes = 43200 where id = ${rooms.jardin.id}`;
  await owner`insert into resource_addons ${owner(
    Object.values(rooms)
      .filter(({ id }) => id !== rooms.lagon.id)
      .map(({ id }) => ({ pole_id, resource_id: id, addon_id: cafe })),
  )}`;
  await owner`insert into resource_addons ${owner(
    [rooms.pressoir, rooms.cour, rooms.veille, rooms.projectors, rooms.etang].map(({ id }) => {
      return { pole_id, resource_id: id, addon_id: rooms.jardin.id };
    }),
  )}`;
  await owner`insert into resource_addons ${owner({ pole_id, resource_id: kit, addon_id: cafe })}`;

  const all = (room: { id: string; unitIds: string[] }, more: Partial<ModelResource> = {}): ModelResource => ({
    id: room.id,
    parts: [{ unitIds: room.unitIds, takes: "all" }],
    most: 1,
    ...more,
  });
  const { pressoir, haute, jardin, cour, veille, projectors, etang } = rooms;
  return {
    pressoir: all(pressoir, { used: true }),
    haute: all(haute),
    jardin: all(jardin, { approvedBy: structures.tablee.id }),
    cour: all(cour),
    veille: all(veille, { before: 15, after: 30, used: true }),
    etang: all(etang),
    projectors: {
      id: projectors.id,
      parts: [{ unitIds: projectors.unitIds, takes: "quantity" }],
      most: projectors.unitIds.length,
      used: true,
    },
    kit: {
      id: kit,
      parts: [
        { unitIds: projectors.unitIds, takes: 2 },
        { unitIds: etang.unitIds, takes: "all" },
      ],
      most: 1,
    },
    cafe: { id: cafe, parts: [], unlimited: true, most: Infinity },
  };
}

/** Forgets every booking, as if nobody had come yet. */
export async function emptyTown({ owner }: World): Promise<void> {
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`truncate bookings, claims, booking_events, series, waiting, basket_items, blockings, blocked_units, imports
             cascade`;
  });
}

/**
 * Lets time pass: everything that was booked, offered or kept is so much earlier. Two steps for claims, since the
 * constraint looks at them row after row: far away, then back.
 */
export async function shiftTown({ owner }: World, ms: number): Promise<void> {
  const seconds = ms / 1000;
  await owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      update bookings set starts_at = starts_at - make_interval(secs => ${seconds}),
             ends_at = ends_at - make_interval(secs => ${seconds}),
             expires_at = expires_at - make_interval(secs => ${seconds})`;
    for (const table of ["blockings", "blocked_units", "waiting"]) {
      await tx`
        update ${tx(table)} set starts_at = starts_at - make_interval(secs => ${seconds}),
               ends_at = ends_at - make_interval(secs => ${seconds})`;
    }
    const away = 86_400 * 5000;
    for (const step of [-away, away + seconds]) {
      await tx`
        update claims set starts_at = starts_at - make_interval(secs => ${step}),
               ends_at = ends_at - make_interval(secs => ${step})`;
    }
  });
}

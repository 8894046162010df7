import { newId } from "../../server/kernel/ids";
import type { LocalDate } from "../../server/kernel/time";
import type { PoleKey, RoomKey, StructureKey } from "./world-data";
import type { World } from "./world";

interface PoolMade {
  name?: string;
  pole?: PoleKey;
  legalMode?: "261B" | "taxed" | "out_of_scope";
  actsAs?: "principal" | "agent";
  /** Who takes part; left out: all members of the pôle. */
  participants?: { structure: StructureKey; startsOn?: LocalDate; endsOn?: LocalDate }[];
  resources?: RoomKey[];
  /** A Key, valid from `keyFrom` on; null: none. Equal when left out. */
  key?: object | null;
  keyFrom?: LocalDate;
}

/** A pool as the database keeps it, with the id of the first version of its key. */
export async function makePool(
  world: World,
  {
    name = "Bâtiment",
    pole = "orme",
    legalMode = "out_of_scope",
    actsAs = "principal",
    participants,
    resources = [],
    key = { type: "equal" },
    keyFrom = "2020-01-01",
  }: PoolMade = {},
): Promise<{ id: string; everyone: boolean; versionId: string }> {
  const [id, versionId] = [newId(), newId()];
  const poleId = world.poles[pole].id;
  const everyone = participants === undefined;
  await world.owner.begin(async (tx) => {
    await tx`insert into cost_pools ${tx({
      id,
      pole_id: poleId,
      name,
      kind: "building",
      legal_mode: legalMode,
      acts_as: actsAs,
      everyone,
    })}`;
    for (const { structure, startsOn = "2020-01-01", endsOn = null } of participants ?? []) {
      await tx`insert into pool_participants ${tx({
        id: newId(),
        pole_id: poleId,
        pool_id: id,
        structure_id: world.structures[structure].id,
        starts_on: startsOn,
        ends_on: endsOn,
      })}`;
    }
    for (const room of resources) {
      await tx`insert into pool_resources ${tx({ pole_id: poleId, pool_id: id, resource_id: world.rooms[room].id })}`;
    }
    if (key) await addKeyVersion(world, { id, pole }, { id: versionId, key, startsOn: keyFrom }, tx);
  });
  return { id, everyone, versionId };
}

/** A version of a pool's key, after those that there are. */
export async function addKeyVersion(
  world: World,
  { id: poolId, pole = "orme" }: { id: string; pole?: PoleKey },
  version: { id?: string; key: object; startsOn: LocalDate; endsOn?: LocalDate | null },
  sql: Pick<World, "owner">["owner"] | Parameters<Parameters<World["owner"]["begin"]>[1]>[0] = world.owner,
): Promise<string> {
  const id = version.id ?? newId();
  await sql`insert into key_versions (id, pole_id, pool_id, number, starts_on, ends_on, definition, person_id)
    select ${id}, ${world.poles[pole].id}, ${poolId}, coalesce(max(number), 0) + 1, ${version.startsOn}::date,
           ${version.endsOn ?? null}::date, ${JSON.stringify(version.key)}::text::jsonb, ${world.people.manager.id}
      from key_versions where pool_id = ${poolId}`;
  return id;
}

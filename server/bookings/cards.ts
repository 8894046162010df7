import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isId } from "../kernel/ids";
import { readCursor, writeCursor } from "./cursor";
import { matches, type ResourceFilters } from "./free-resources";

/** A resource as lists show it. */
export interface ResourceCard {
  readonly resourceId: string;
  readonly kind: string;
  readonly name: string;
  readonly capacity: number;
  readonly features: readonly string[];
  readonly accessible: boolean;
  readonly place: { readonly id: string; readonly name: string; readonly town: string } | null;
  readonly owner: { readonly id: string; readonly name: string; readonly colour: number };
  /** The first photograph; null without any. */
  readonly photo: { readonly id: string; readonly alt: string; readonly width: number; readonly height: number } | null;
}

/** Cards by id; those that `tx` may not see are missing. */
export async function readCards(tx: Tx, ids: readonly string[]): Promise<Map<string, ResourceCard>> {
  const { rows } = await sql<ResourceCard>`
    select r.id as resource_id, r.kind, r.name, r.capacity, r.features, r.accessible,
           json_build_object('id', s.id, 'name', s.name, 'colour', s.colour) as owner,
           case when p.id is not null then json_build_object('id', p.id, 'name', p.name, 'town', p.town) end as place,
           (select json_build_object('id', id, 'alt', alt, 'width', width, 'height', height)
              from photos where resource_id = r.id order by position, id limit 1) as photo
      from resources r
      join structures s on s.id = r.structure_id
      left join places p on p.id = r.place_id
     where r.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.resourceId, row]));
}

/** One page of the resources in service, by name. */
export async function pageOfResources(
  tx: Tx,
  actor: Actor,
  filters: ResourceFilters,
  { limit, cursor }: { limit: number; cursor?: string | null | undefined },
): Promise<{ cards: ResourceCard[]; nextCursor: string | null }> {
  const [name, id] = readCursor(cursor) ?? [];
  const after =
    typeof name === "string" && isId(id)
      ? sql`and (app.fold(name) collate "C", id) > (app.fold(${name}) collate "C", ${id}::uuid)`
      : sql``;
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from resources
     where pole_id = ${actor.poleId} and archived_at is null and ${matches(filters)} ${after}
     order by app.fold(name) collate "C", id limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const cards = await readCards(
    tx,
    page.map((row) => row.id),
  );
  return {
    cards: page.flatMap((row) => cards.get(row.id) ?? []),
    nextCursor: last && rows.length > limit ? writeCursor([last.name, last.id]) : null,
  };
}

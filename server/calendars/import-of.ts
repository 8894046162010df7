import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { standingOf, type Brought, type KeptOccurrence, type Standing } from "./import-rules";
import type { KeptCalendar } from "./preview-import";

/** What came of an import. */
export interface ImportResult {
  readonly as: "blocking" | "booking";
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly ended: number;
  /** Live bookings that the new blockings meet; they stay. */
  readonly met: number;
}

/** A calendar read for a resource: what would be brought in, or what was. */
export interface CalendarImport {
  readonly id: string;
  readonly fileName: string;
  readonly name: string;
  readonly outside: number;
  readonly problems: KeptCalendar["problems"];
  /** By start; its rank is what a choice names. */
  readonly rows: readonly (KeptOccurrence & {
    readonly standing: Standing;
    /** The structures whose live bookings meet it. */
    readonly meets: readonly string[];
  })[];
  /** Null until it is confirmed. */
  readonly result: ImportResult | null;
}

/** One of the actor's own imports for a resource. @throws NotFound, Forbidden */
export function calendarImportOf(actor: Actor, resourceId: string, id: string): Promise<CalendarImport> {
  return inTransaction(actor, async (tx, now) => {
    const kept = await readImport(tx, actor, resourceId, id);
    const { fileName, state, content, result } = kept;
    if (state === "done") {
      const { name, outside, problems } = content;
      return { id, fileName, name, outside, problems, rows: [], result: result as ImportResult };
    }
    const brought = new Map((await broughtIn(tx, resourceId, now)).map((one) => [one.sourceUid, one]));
    const meets = await meetingsOf(tx, resourceId, content.occurrences);
    const rows = content.occurrences.map((occurrence, rank) => ({
      ...occurrence,
      standing: standingOf(occurrence, brought),
      meets: meets.get(rank) ?? [],
    }));
    return { ...content, id, fileName, rows, result: null };
  });
}

/** An import that the actor made for this resource, and may confirm. @throws NotFound, Forbidden */
export async function readImport(tx: Tx, actor: Actor, resourceId: string, id: string, { lock = false } = {}) {
  if (!isId(id) || !isId(resourceId)) throw new NotFound("import");
  let query = tx
    .selectFrom("imports as i")
    .innerJoin("resources as r", "r.id", "i.resourceId")
    .select(["i.fileName", "i.state", "i.content", "i.result", "r.structureId as ownerId"])
    .where("i.id", "=", id)
    .where("i.resourceId", "=", resourceId)
    .where("i.personId", "=", actor.personId)
    .where("i.kind", "=", "calendar")
    .where("i.state", "in", ["preview", "done"]);
  if (lock) query = query.forUpdate("i");
  const found = await query.executeTakeFirst();
  if (!found) throw new NotFound("import");
  allow(actor, "catalogue.edit", found.ownerId);
  return { ...found, content: found.content as unknown as KeptCalendar, result: found.result as unknown };
}

/** Blockings of a resource that stand for events of other calendars, and are not over. */
export async function broughtIn(tx: Tx, resourceId: string, now: Date): Promise<Brought[]> {
  const rows = await tx
    .selectFrom("blockings")
    .select(["id", "sourceUid", "reason", "startsAt", "endsAt"])
    .where("resourceId", "=", resourceId)
    .where("removedAt", "is", null)
    .where("endsAt", ">", now)
    .where("sourceUid", "is not", null)
    .execute();
  return rows.map(({ startsAt, endsAt, sourceUid, ...row }) => ({
    ...row,
    sourceUid: sourceUid ?? "",
    start: startsAt,
    end: endsAt,
  }));
}

/** By rank, the structures whose live bookings meet each time. */
async function meetingsOf(
  tx: Tx,
  resourceId: string,
  occurrences: readonly KeptOccurrence[],
): Promise<Map<number, string[]>> {
  const { rows } = await sql<{ rank: number; names: string[] }>`
    select o.rank::int, array_agg(distinct s.name) as names
      from unnest(${occurrences.map(({ start }) => start)}::timestamptz[],
                  ${occurrences.map(({ end }) => end)}::timestamptz[]) with ordinality as o (starts_at, ends_at, rank)
      join resource_units u on u.resource_id = ${resourceId}
      -- No claim is longer: the index need not be read from its beginning.
      join claims c on c.unit_id = u.unit_id and c.released_at is null
                   and c.starts_at < o.ends_at and c.ends_at > o.starts_at
                   and c.starts_at > o.starts_at - interval '33 days'
      join bookings b on b.id = c.booking_id
      join structures s on s.id = b.structure_id
     group by 1`.execute(tx);
  return new Map(rows.map(({ rank, names }) => [rank - 1, names]));
}

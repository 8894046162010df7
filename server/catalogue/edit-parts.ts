import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow, can } from "../kernel/permissions";
import { raiseVersion } from "./edit-units";
import { isKindKey, kindOf, type KindKey } from "./kinds";
import { lockResource } from "./write-resource";

/** What a resource takes: all the units of another resource, or so many of them. */
export interface PartChoice {
  readonly sourceId: string;
  /** Null: all of them, however many there are. */
  readonly takes: number | null;
}

/** Something that may be a part of another thing. */
export interface PartSource {
  readonly id: string;
  readonly name: string;
  readonly kind: KindKey;
  readonly owner: string;
  /** In service. */
  readonly units: number;
  /** Whether some of its units may be taken, and not all. */
  readonly oneByOne: boolean;
}

/** The most parts that a thing has. */
const MAX_PARTS = 20;

/** Why what a thing is made of stays as it was. */
export type PartsProblem =
  /** A kit of kits would not know when its own kits change. */
  | { readonly code: "part_of_a_part"; readonly sourceId: string }
  | { readonly code: "takes_too_many"; readonly sourceId: string; readonly units: number }
  | { readonly code: "too_many_parts"; readonly most: number }
  /** It is itself part of something. */
  | { readonly code: "is_a_part"; readonly names: readonly string[] }
  /** Several things alike have no parts: which of them would be made of what? */
  | { readonly code: "has_several_units"; readonly units: number }
  /** Booked already, without the new part: the part could be promised twice. `until` is the end of the last. */
  | { readonly code: "has_bookings"; readonly count: number; readonly until: Date };

/** What may become a part of a resource, for whoever may edit both, by name. @throws Forbidden, NotFound */
export function partSources(actor: Actor, resourceId: string): Promise<PartSource[]> {
  return inTransaction(actor, async (tx) => {
    await editable(tx, actor, resourceId);
    const { rows } = await sql<Omit<PartSource, "kind"> & { kind: string; structureId: string }>`
      select r.id, r.name, r.kind, r.structure_id, s.name as owner, not r.takes_all_units as one_by_one,
             (select count(*)::int from resource_units ru join units u on u.id = ru.unit_id
               where ru.resource_id = r.id and u.retired_at is null) as units
        from resources r join structures s on s.id = r.structure_id
       where r.archived_at is null and r.id <> ${resourceId} and not r.unlimited and not r.by_session
         and not exists (select from resource_parts where resource_id = r.id)
       order by app.fold(r.name) collate "C", r.id`.execute(tx);
    return rows.flatMap(({ kind, structureId, ...source }) =>
      isKindKey(kind) && kindOf(kind).composed && can(actor, "catalogue.edit", structureId)
        ? [{ ...source, kind }]
        : [],
    );
  });
}

/**
 * Says what a resource is made of: a hall of its halves, a kit of a trailer and two of six projectors. Booking it takes
 * its parts, and booking a part keeps it from being booked. Nothing is added while it has bookings to come.
 * @throws Forbidden unless the actor may edit it and every part; NotFound
 */
export function setParts(
  actor: Actor,
  resourceId: string,
  wanted: readonly PartChoice[],
): Promise<Outcome<null, PartsProblem>> {
  return inTransaction(actor, async (tx) => {
    const kind = await editable(tx, actor, resourceId);
    if (wanted.length > MAX_PARTS) return refused({ code: "too_many_parts", most: MAX_PARTS });
    const before = await tx.selectFrom("resourceParts").selectAll().where("resourceId", "=", resourceId).execute();
    const isKept = (part: PartChoice) =>
      before.some(({ sourceId, takes }) => sourceId === part.sourceId && takes === part.takes);
    const added = wanted.filter((part) => !isKept(part));
    const gone = before.filter(
      (part) => !wanted.some((kept) => kept.sourceId === part.sourceId && kept.takes === part.takes),
    );
    for (const part of added) {
      const problem = await problemOf(tx, actor, resourceId, part);
      if (problem) return refused(problem);
    }
    if (added.length > 0) {
      const problem = (await wholeProblem(tx, resourceId)) ?? (await bookedProblem(tx, resourceId));
      if (problem) return refused(problem);
    }
    for (const { part } of gone) {
      await tx.deleteFrom("resourceParts").where("resourceId", "=", resourceId).where("part", "=", part).execute();
    }
    const used = new Set(before.filter((part) => !gone.includes(part)).map(({ part }) => part));
    for (const { sourceId, takes } of added) {
      let part = 1;
      while (used.has(part)) part += 1;
      used.add(part);
      await tx
        .insertInto("resourceParts")
        .values({ poleId: actor.poleId, resourceId, part, sourceId, takes })
        .execute();
    }
    if (added.length > 0 || gone.length > 0) {
      const takesAllUnits = wanted.length > 0 || !kindOf(kind).quantity;
      await tx.updateTable("resources").set({ takesAllUnits }).where("id", "=", resourceId).execute();
      await raiseVersion(tx, resourceId);
    }
    return done(null);
  });
}

async function editable(tx: Tx, actor: Actor, resourceId: string): Promise<KindKey> {
  const { structureId, kind } = await lockResource(tx, resourceId);
  allow(actor, "catalogue.edit", structureId);
  if (!isKindKey(kind) || !kindOf(kind).composed) throw new NotFound("resource");
  return kind;
}

async function problemOf(tx: Tx, actor: Actor, resourceId: string, part: PartChoice): Promise<PartsProblem | null> {
  if (!isId(part.sourceId) || part.sourceId === resourceId) throw new NotFound("resource");
  const source = await tx
    .selectFrom("resources")
    .select(["structureId", "takesAllUnits"])
    .select((eb) => [
      eb
        .selectFrom("resourceUnits as ru")
        .innerJoin("units as u", "u.id", "ru.unitId")
        .select(sql<number>`count(*)::int`.as("count"))
        .whereRef("ru.resourceId", "=", "resources.id")
        .where("u.retiredAt", "is", null)
        .as("units"),
      eb.exists(eb.selectFrom("resourceParts as p").whereRef("p.resourceId", "=", "resources.id")).as("hasParts"),
    ])
    .where("id", "=", part.sourceId)
    .forUpdate()
    .executeTakeFirst();
  if (!source) throw new NotFound("resource");
  allow(actor, "catalogue.edit", source.structureId);
  const { sourceId, takes } = part;
  const units = source.units ?? 0;
  if (source.hasParts) return { code: "part_of_a_part", sourceId };
  return takes !== null && takes > units ? { code: "takes_too_many", sourceId, units } : null;
}

/** What keeps a thing from having parts at all. */
async function wholeProblem(tx: Tx, resourceId: string): Promise<PartsProblem | null> {
  const over = await tx
    .selectFrom("resourceParts as p")
    .innerJoin("resources as r", "r.id", "p.resourceId")
    .select("r.name")
    .where("p.sourceId", "=", resourceId)
    .execute();
  if (over.length > 0) return { code: "is_a_part", names: over.map(({ name }) => name) };
  // Held until the end: whoever books it meanwhile waits, then decides again.
  const own = await tx
    .selectFrom("units")
    .innerJoin("resourceUnits as ru", "ru.unitId", "units.id")
    .select("units.id")
    .where("ru.resourceId", "=", resourceId)
    .where("ru.part", "=", 0)
    .where("units.retiredAt", "is", null)
    .orderBy("units.id")
    .forNoKeyUpdate("units")
    .execute();
  return own.length > 1 ? { code: "has_several_units", units: own.length } : null;
}

async function bookedProblem(tx: Tx, resourceId: string): Promise<PartsProblem | null> {
  const { rows } = await sql<{ count: number; until: Date | null }>`
    select count(*)::int as count, max(b.ends_at) as until from bookings b
     where b.resource_id = ${resourceId} and b.ends_at > now()
       and exists (select from claims c where c.booking_id = b.id and c.released_at is null)`.execute(tx);
  const [found] = rows;
  return found?.until ? { code: "has_bookings", count: found.count, until: found.until } : null;
}

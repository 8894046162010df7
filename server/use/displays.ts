import { sql } from "kysely";
import { asIdentity, inTransaction, type Tx } from "../../db/transaction";
import { hashSecret, newSecret } from "../identity";
import type { Actor } from "../kernel/actor";
import { Conflict, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { dayAtDoor, type DayAtDoor } from "./at-door";

/** A tablet that showed nothing for so long is gone: its address opens nothing any more. In days. */
export const DISPLAY_IDLE_DAYS = 90;

/** Whether a tablet's address still opens something. */
const inService = (l: "l" | "secretLinks") => {
  const of = (column: string) => sql.ref(`${l}.${column}`);
  return sql<boolean>`${of("revokedAt")} is null
    and coalesce(${of("lastUsedAt")}, ${of("createdAt")}) > now() - make_interval(days => ${DISPLAY_IDLE_DAYS})`;
};

/** A tablet by a door, as its owner sees it. Its address was shown once. */
export interface Display {
  readonly id: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/**
 * Makes the address of a tablet by a door. @returns its secret end, to be shown once
 * @throws Forbidden, NotFound; Conflict when it was made and shown already
 */
export async function addDisplay(
  actor: Actor,
  { id, resourceId, label }: { id: string; resourceId: string; label: string },
) {
  const secret = newSecret();
  await inTransaction(actor, async (tx) => {
    await allowOwner(tx, actor, resourceId);
    const { personId: createdBy, poleId } = actor;
    const tokenHash = hashSecret(secret);
    const row = { id, poleId, purpose: "door", resourceId, label: label.trim(), tokenHash, createdBy };
    const added = await tx
      .insertInto("secretLinks")
      .values(row)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!added) throw new Conflict("already_shown");
  });
  return secret;
}

/** The tablets of a resource that still show something, the newest first. @throws Forbidden, NotFound */
export function displaysOf(actor: Actor, resourceId: string): Promise<Display[]> {
  return inTransaction(actor, async (tx) => {
    await allowOwner(tx, actor, resourceId);
    return tx
      .selectFrom("secretLinks")
      .select(["id", "label", "createdAt", "lastUsedAt"])
      .where("resourceId", "=", resourceId)
      .where("purpose", "=", "door")
      .where(inService("secretLinks"))
      .orderBy("createdAt", "desc")
      .limit(100)
      .execute();
  });
}

/** Ends a tablet's address: it shows nothing any more. Twice is once. @throws Forbidden, NotFound */
export async function revokeDisplay(actor: Actor, resourceId: string, id: string): Promise<void> {
  await inTransaction(actor, async (tx, now) => {
    await allowOwner(tx, actor, resourceId);
    if (!isId(id)) throw new NotFound("display");
    const done = await tx
      .updateTable("secretLinks")
      .set((on) => ({ revokedAt: on.fn.coalesce("revokedAt", sql<Date>`${now}`) }))
      .where("id", "=", id)
      .where("resourceId", "=", resourceId)
      .where("purpose", "=", "door")
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw new NotFound("display");
  });
}

/** What a tablet shows. It reads what any member of the pôle may, acts for nobody, and writes nothing. */
export interface DisplayedDoor {
  readonly day: DayAtDoor;
  readonly poleSlug: string;
  readonly timeZone: string;
}

/** What the tablet with this address shows. @throws NotFound for an address that opens nothing, or no longer */
export async function displayedDoor(secret: string): Promise<DisplayedDoor> {
  const tokenHash = hashSecret(secret);
  const link = await asIdentity((tx) =>
    tx
      .selectFrom("secretLinks as l")
      .innerJoin("poles as p", "p.id", "l.poleId")
      .select(["l.id", "l.resourceId", "p.id as poleId", "p.slug as poleSlug", "p.name as poleName", "p.timeZone"])
      .where("l.tokenHash", "=", tokenHash)
      .where("l.purpose", "=", "door")
      .where(inService("l"))
      .executeTakeFirst(),
  );
  if (!link?.resourceId) throw new NotFound("display");
  const { id, resourceId, ...pole } = link;
  await inTransaction({ poleId: pole.poleId }, (tx) =>
    tx
      .updateTable("secretLinks")
      .set({ lastUsedAt: sql<Date>`now()` })
      .where("id", "=", id)
      // A tablet asks each minute: to know that it lives, one write an hour is enough.
      .where(sql<boolean>`coalesce(last_used_at < now() - interval '1 hour', true)`)
      .execute(),
  );
  const tablet: Actor = {
    ...pole,
    // Nobody: row-level security reads an empty setting as none.
    personId: "",
    personName: "",
    structureId: null,
    structureName: null,
    structureColour: 1,
    membership: null,
    guest: null,
    homePoleId: null,
    roles: ["employee"],
    locale: "fr",
  };
  return { day: await dayAtDoor(tablet, resourceId), poleSlug: pole.poleSlug, timeZone: pole.timeZone };
}

async function allowOwner(tx: Tx, actor: Actor, resourceId: string): Promise<void> {
  if (!isId(resourceId)) throw new NotFound("resource");
  const row = await tx.selectFrom("resources").select("structureId").where("id", "=", resourceId).executeTakeFirst();
  if (!row) throw new NotFound("resource");
  allow(actor, "catalogue.edit", row.structureId);
}

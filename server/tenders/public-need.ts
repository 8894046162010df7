import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor, Locale } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import type { Need } from "./need";
import { readNeed } from "./need-of";

/** A need that anybody may read, as whoever passes by: they see it, and do nothing. */
export interface PublicNeed {
  readonly need: Need;
  readonly now: Date;
  readonly passerBy: Actor;
}

/** A need as its public page shows it. @throws NotFound where it is not open to anybody, as where it never was */
export async function publicNeed(id: string, locale: Locale): Promise<PublicNeed> {
  if (!isId(id)) throw new NotFound("need");
  const { rows } = await inTransaction({}, (tx) =>
    sql<{ id: string; slug: string; name: string; timeZone: string }>`
      select id, slug, name, time_zone as "timeZone" from app.door_of_need(${id})`.execute(tx),
  );
  const [door] = rows;
  if (!door) throw new NotFound("need");
  const passerBy: Actor = {
    // Nobody: row-level security reads an empty setting as none.
    personId: "",
    personName: "",
    poleId: door.id,
    poleSlug: door.slug,
    poleName: door.name,
    timeZone: door.timeZone,
    structureId: null,
    structureName: null,
    structureColour: 1,
    membership: null,
    guest: "outsider",
    homePoleId: null,
    roles: ["employee"],
    locale,
  };
  return inTransaction(passerBy, async (tx, now) => ({ need: await readNeed(tx, passerBy, id), now, passerBy }));
}

import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { allow } from "../../kernel/permissions";

/** As many as a list can show. */
const MOST = 200;

/** The resources of a kind, or of all (null), by name: to choose one from, as that to which a series is changed. */
export async function resourcesOfKind(actor: Actor, kind: string | null): Promise<{ id: string; name: string }[]> {
  allow(actor, "catalogue.view");
  return inTransaction(actor, (tx) =>
    tx
      .selectFrom("resources")
      .select(["id", "name"])
      .where("poleId", "=", actor.poleId)
      .$if(kind !== null, (query) => query.where("kind", "=", kind ?? ""))
      .where("archivedAt", "is", null)
      .orderBy("name")
      .orderBy("id")
      .limit(MOST)
      .execute(),
  );
}

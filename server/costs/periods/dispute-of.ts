import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import { disputesWhere, type OverviewDispute } from "./period-overview";

/** `locked`: its month is, and it is decided once that is closed. */
type DisputeOfMonth = OverviewDispute & { readonly startsOn: LocalDate; readonly locked: boolean };

/** A dispute with the month it is of, for who decides it. @throws NotFound, Forbidden */
export async function disputeOf(actor: Actor, id: string): Promise<DisputeOfMonth> {
  allow(actor, "costs.manage");
  if (!isId(id)) throw new NotFound("dispute");
  return inTransaction(actor, async (tx) => {
    const [dispute] = await disputesWhere(tx, sql`d.id = ${id} and d.pole_id = ${actor.poleId}`);
    if (!dispute) throw new NotFound("dispute");
    const { startsOn, state } = await tx
      .selectFrom("periods as p")
      .innerJoin("disputes as d", "d.periodId", "p.id")
      .select(["p.startsOn", "p.state"])
      .where("d.id", "=", id)
      .executeTakeFirstOrThrow();
    return { ...dispute, startsOn, locked: state === "locked" };
  });
}

import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { can } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";

/** A statement in review that its structure has not answered. */
export interface StatementToRead {
  readonly startsOn: LocalDate;
  readonly structureId: string;
  readonly until: Date | null;
}

/** The statements that wait for who acts: in review, in time, neither found right nor disputed. The most pressing first. */
export async function statementsToRead(actor: Actor): Promise<StatementToRead[]> {
  const own = actor.structureId;
  if (own === null || !can(actor, "costs.dispute", own)) return [];
  return inTransaction(actor, (tx, now) =>
    tx
      .selectFrom("statements as s")
      .innerJoin("periods as p", "p.id", "s.periodId")
      .select(["p.startsOn", "s.structureId", "p.reviewUntil as until"])
      .where("s.poleId", "=", actor.poleId)
      .where("s.structureId", "=", own)
      .where("p.state", "=", "review")
      .where("s.agreedAt", "is", null)
      .where((on) => on.or([on("p.reviewUntil", "is", null), on("p.reviewUntil", ">", now)]))
      .where((on) =>
        on.not(
          on.exists(
            on
              .selectFrom("disputes as d")
              .select("d.id")
              .whereRef("d.periodId", "=", "s.periodId")
              .whereRef("d.structureId", "=", "s.structureId")
              .where("d.state", "=", "filed"),
          ),
        ),
      )
      .orderBy("p.startsOn")
      .execute(),
  );
}

import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { readJudging, type Judging } from "./judging-of";
import { rankingOf, type LotRanking } from "./ranking-of";

/** Answers side by side, lot by lot, with how they rank now. @throws NotFound for who has no part in judging */
export async function comparisonOf(
  actor: Actor,
  needId: string,
): Promise<{ readonly judging: Judging; readonly lots: readonly LotRanking[] }> {
  return inTransaction(actor, async (tx) => {
    const judging = await readJudging(tx, actor, needId);
    return { judging, lots: judging.reads ? await rankingOf(tx, judging.need) : [] };
  });
}

import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { readOpening, type Opening } from "./opening-of";

/** How far a need is that is out, for its buyer, the pôle's manager, and whoever reads its answers. */
export interface BuyerSide {
  readonly opening: Opening | null;
  /** Whether who asks reads the answers: once opened, the buyer, who opened, the panel. */
  readonly reads: boolean;
  /** Of what was opened, for who reads it; zero for others. */
  readonly opened: number;
  readonly admissible: number;
  readonly irregular: number;
  /** Clarifications asked, and not answered before their time or yet. */
  readonly unanswered: number;
}

/** Where a need stands behind its page. Whether the need may be seen at all is asked before. */
export async function buyerSideOf(actor: Actor, needId: string): Promise<BuyerSide> {
  return inTransaction(actor, (tx) => readBuyerSide(tx, needId));
}

async function readBuyerSide(tx: Tx, needId: string): Promise<BuyerSide> {
  const { rows } = await sql<Omit<BuyerSide, "opening">>`
    select app.reads_answers(${needId}) as reads,
           case when app.reads_answers(${needId})
                then (select count(*)::int from answers a where a.need_id = ${needId} and a.state = 'submitted')
                else 0 end as opened,
           (select count(*)::int from admissions d where d.need_id = ${needId} and d.decision = 'admissible') as admissible,
           (select count(*)::int from admissions d where d.need_id = ${needId} and d.decision = 'irregular') as irregular,
           (select count(*)::int from clarifications c where c.need_id = ${needId} and c.answer is null) as unanswered`.execute(
    tx,
  );
  return { ...rows[0]!, opening: await readOpening(tx, needId) };
}

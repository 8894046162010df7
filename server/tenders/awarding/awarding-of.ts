import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden } from "../../kernel/errors";
import { allow } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import type { Contract, LotToAward } from "./award";
import { readsAnswers } from "./change";
import { readLotsToAward } from "./lots-to-award";
import type { WhetherMet } from "./say-whether-met";

/** A need as its buyer chooses, and follows what it chose. */
export interface AwardingOf {
  readonly need: Need;
  /** Empty before the opening. */
  readonly lots: readonly LotToAward[];
  /** By award. */
  readonly contracts: ReadonlyMap<string, Pick<Contract, "signedOn" | "endedOn" | "amountCents">>;
  readonly met: WhetherMet | null;
  readonly metWords: string;
  /** The database's clock. */
  readonly now: Date;
}

/**
 * What is proposed and decided for each lot of a need, for the people of its buyer.
 * @throws NotFound @throws Forbidden for others, and for who declared a conflict
 */
export async function awardingOf(actor: Actor, needId: string): Promise<AwardingOf> {
  return inTransaction(actor, async (tx, now) => {
    const need = await readNeed(tx, actor, needId);
    allow(actor, "needs.write", need.buyer.id);
    const reads = await readsAnswers(tx, need.id);
    if (!need.ours || (need.openedAt && !reads)) throw new Forbidden("needs.award");
    const { rows } = await sql<{
      met: WhetherMet | null;
      metWords: string;
      contracts: (Pick<Contract, "signedOn" | "endedOn" | "amountCents"> & { awardId: string })[];
    }>`
      select n.satisfied as met, n.satisfied_words as "metWords",
             (select coalesce(jsonb_agg(jsonb_build_object('awardId', c.award_id, 'signedOn', c.signed_on,
                       'endedOn', c.ended_on, 'amountCents', c.amount_cents)), '[]')
                from contracts c where c.need_id = n.id) as contracts
        from needs n where n.id = ${need.id}`.execute(tx);
    const { met = null, metWords = "", contracts = [] } = rows[0] ?? {};
    return {
      ...{ need, met, metWords, now },
      lots: reads ? await readLotsToAward(tx, need) : [],
      contracts: new Map(contracts.map(({ awardId, ...contract }) => [awardId, contract])),
    };
  });
}

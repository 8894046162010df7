import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { allow } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import type { AnswerForm, Submission } from "./answer";

/** An answer as the register froze it. */
export interface HandedIn {
  readonly form: AnswerForm;
  readonly presentation: string;
  readonly contact: { readonly name: string; readonly email: string; readonly telephone: string };
  readonly members: readonly {
    readonly structureId: string;
    readonly name: string;
    readonly lead: boolean;
    readonly task: string;
    readonly signedAt: string | null;
  }[];
  readonly lots: readonly { readonly lotId: string; readonly hours: number; readonly words: string }[];
  readonly texts: Readonly<Record<string, string>>;
  readonly files: readonly {
    readonly id: string;
    readonly name: string;
    readonly size: number;
    readonly sha256: string;
    readonly priced: boolean;
  }[];
}

/** Its prices, by lot. */
export type PricesIn = Readonly<
  Record<
    string,
    {
      readonly cents: number | null;
      readonly shares: readonly { readonly structureId: string; readonly cents: number; readonly hours: number }[];
    }
  >
>;

/** What proves that an answer was handed in. */
export interface Receipt extends Submission {
  readonly need: Need;
  readonly by: string;
  /** Whether this line is the one that counts. */
  readonly counts: boolean;
  /** Null for a withdrawal. */
  readonly content: HandedIn | null;
  readonly prices: PricesIn;
}

/** A line of the register with what it froze, for its authors. @throws NotFound */
export async function receiptOf(actor: Actor, needId: string, submissionId: string): Promise<Receipt> {
  return inTransaction(actor, async (tx) => {
    const need = await readNeed(tx, actor, needId);
    allow(actor, "answers.write");
    if (!isId(submissionId)) throw new NotFound("receipt");
    const { rows } = await sql<Omit<Receipt, "need">>`
      select s.id, s.number, s.at, s.kind, s.sha256, st.name as "by",
             a.submission_id = s.id as counts, coalesce(p.prices, '{}') as prices,
             case when s.kind <> 'withdrawn' then s.content end as content
        from submissions s join answers a on a.id = s.answer_id join structures st on st.id = s.structure_id
        left join submission_prices p on p.submission_id = s.id
       where s.id = ${submissionId} and s.need_id = ${need.id} and app.writes_answer(s.answer_id)`.execute(tx);
    if (!rows[0]) throw new NotFound("receipt");
    return { ...rows[0], counts: rows[0].counts ?? false, need };
  });
}

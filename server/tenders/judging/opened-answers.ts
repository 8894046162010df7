import { sql } from "kysely";
import type { Tx } from "../../../db/transaction";
import type { AnswerForm } from "../answers/answer";
import type { HandedIn, PricesIn } from "../answers/receipts";

/** Whether an answer that was opened can be judged, and why not. */
export interface Admission {
  readonly decision: "admissible" | "irregular";
  readonly reason: string;
  readonly at: Date;
}

/** An answer as it was opened: the last line of the register about it, never what its authors typed since. */
export interface OpenedAnswer {
  readonly id: string;
  /** Of the register. */
  readonly number: number;
  /** When it was handed in, to the millisecond. */
  readonly at: Date;
  readonly sha256: string;
  readonly form: AnswerForm;
  /** Who answers, alone or at the head of its group. */
  readonly lead: { readonly id: string; readonly name: string; readonly colour: number };
  /** All but the prices. Its files with prices in them are named, and given once prices are open. */
  readonly content: HandedIn;
  /** By lot, in cents; null as long as prices are shut because quality comes first. */
  readonly prices: PricesIn | null;
  /** Null: nothing was said of it yet. */
  readonly admission: Admission | null;
}

/**
 * The answers of a need that were opened, in the order of the register, within a transaction of who reads them: the
 * buyer, who opened, the panel. Nothing before the opening, and nothing for anybody else, their authors included.
 */
export async function openedAnswers(tx: Tx, needId: string): Promise<OpenedAnswer[]> {
  const { rows } = await sql<Row>`
    select a.id, s.number, s.at, s.sha256, s.content ->> 'form' as form, s.content, p.prices,
           jsonb_build_object('id', st.id, 'name', st.name, 'colour', st.colour) as lead,
           d.decision, d.reason, d.at as "decidedAt"
      from answers a
      join submissions s on s.id = a.submission_id
      join structures st on st.id = a.structure_id
      left join submission_prices p on p.submission_id = s.id and app.reads_prices(${needId})
      left join admissions d on d.answer_id = a.id
     where a.need_id = ${needId} and a.state = 'submitted' and app.reads_answers(${needId})
     order by s.number`.execute(tx);
  return rows.map(({ decision, reason, decidedAt, ...answer }) => ({
    ...answer,
    admission: decision && decidedAt ? { decision, reason: reason ?? "", at: decidedAt } : null,
  }));
}

type Row = Omit<OpenedAnswer, "admission"> & {
  readonly decision: Admission["decision"] | null;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
};

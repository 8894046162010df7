import { violatedConstraint } from "../../../db/transaction";
import { refused } from "../../kernel/outcome";
import type { Missing } from "./completeness";

/** Why something about an answer is not done, each a sentence of the messages `answers.problem`. */
export type AnswerProblem =
  | { readonly code: "need_is_closed" | "group_has_signed" | "shares_make_price" | "answer_has_prices" }
  | {
      readonly code:
        | "nothing_submitted"
        | "buyer_answers"
        | "lot_is_reserved"
        | "hours_are_enough"
        | "groups_not_allowed"
        | "already_in"
        | "changed_meanwhile"
        | "share_changed"
        | "person_answers"
        | "alone_with_others";
    }
  | { readonly code: "handed_in" | "file_too_large" | "too_many_files" | "file_empty" | "lead_stays" | "not_accepted" }
  | { readonly code: "incomplete"; readonly missing: readonly Missing[] };

const NAMED = [
  "need_is_closed",
  "group_has_signed",
  "shares_make_price",
  "answer_has_prices",
  "nothing_submitted",
  "buyer_answers",
  "lot_is_reserved",
  "hours_are_enough",
] as const;

/** What the database refused by a name of ours, as a refusal; anything else is thrown on. */
export function refusedBy(error: unknown): { readonly ok: false; readonly problem: AnswerProblem } {
  const name = violatedConstraint(error);
  const code = NAMED.find((each) => each === name);
  if (!code) throw error;
  return refused({ code });
}

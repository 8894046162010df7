import { problem, type Problem } from "~/http/problem";
import { translator } from "~/i18n/translator";
import { problemWords, sayAnswers } from "~/routes/answers/words";
import type { Locale } from "~server/kernel/actor";
import type { AnswerProblem } from "~server/tenders";

/** Every refusal about an answer, with its status. */
export const ANSWER_PROBLEMS = {
  need_is_closed: 409,
  incomplete: 409,
  group_has_signed: 409,
  shares_make_price: 409,
  answer_has_prices: 409,
  nothing_submitted: 409,
  buyer_answers: 409,
  person_answers: 409,
  changed_meanwhile: 409,
  share_changed: 409,
  lot_is_reserved: 409,
  hours_are_enough: 409,
  groups_not_allowed: 409,
  already_in: 409,
  alone_with_others: 409,
  handed_in: 409,
  lead_stays: 409,
  not_accepted: 409,
  too_many_files: 409,
  file_too_large: 422,
  file_empty: 422,
} as const satisfies Record<AnswerProblem["code"], number>;

/**
 * Why something about an answer is not done, in the words of its pages. Of what is missing, codes alone: a refusal is
 * kept with its Idempotency-Key, and holds nothing of an answer.
 */
export async function answerProblem(refusal: AnswerProblem, locale: Locale): Promise<Problem> {
  const detail = problemWords(refusal, await sayAnswers(locale));
  const missing =
    refusal.code === "incomplete"
      ? { missing: refusal.missing.map((each) => ({ code: each.code, lot: "lot" in each ? each.lot : null })) }
      : {};
  return problem(ANSWER_PROBLEMS[refusal.code], refusal.code, { detail, ...missing });
}

/** A refusal of fields, each for a reason of `api.fields`. */
export async function wrongFields(
  wrong: readonly { readonly field: string; readonly why: "not_of_answer" | "not_member" }[],
  locale: Locale,
): Promise<Problem> {
  const t = await translator(locale, "api");
  return problem(422, "invalid_input", {
    errors: wrong.map(({ field, why }) => ({ field, message: t(`fields.${why}`) })),
  });
}

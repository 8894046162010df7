import { problem, type Problem } from "~/http/problem";
import { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import { MAX_DOCUMENTS, type PostingProblem, type Readiness } from "~server/tenders";

/** Every refusal about posting a need, with its status. */
export const POSTING_PROBLEMS = {
  incomplete: 409,
  over_threshold: 409,
  estimate_missing: 409,
  weights_make_100: 409,
  public_buyer_threshold: 409,
  substance_needed: 422,
  document_too_many: 422,
  document_too_large: 422,
  need_is_closed: 409,
  addendum_never_shortens: 422,
  not_cancellable: 409,
} as const satisfies Record<PostingProblem["code"], number>;

/** Why a need is not put out, changed or cancelled, in the words of its pages. */
export async function postingProblem(
  refusal: PostingProblem,
  locale: Locale,
  thresholdCents: number | null = null,
): Promise<Problem> {
  const t = await translator(locale, "needsForm");
  const { code } = refusal;
  const status = POSTING_PROBLEMS[code];
  switch (code) {
    case "incomplete": {
      const missing = await missingWords(refusal.missing, locale);
      return problem(status, code, { detail: missing.map(({ message }) => message).join(" "), missing });
    }
    case "over_threshold":
    case "estimate_missing": {
      const threshold = thresholdCents === null ? "" : formatMoney(thresholdCents, locale);
      return problem(status, code, { detail: t(`guard.${code}`, { threshold }) });
    }
    case "document_too_many":
    case "document_too_large":
      return problem(status, code, { detail: t(`wrong.${code}`, { most: MAX_DOCUMENTS }) });
    case "weights_make_100":
      return problem(status, code);
    default:
      return problem(status, code, { detail: t(`problems.${code}`) });
  }
}

/** What a draft lacks, each with a sentence. */
export async function missingWords(missing: Readiness["missing"], locale: Locale) {
  const t = await translator(locale, "needsForm");
  return missing.map((one) => {
    const lot = "lot" in one ? one.lot : null;
    return { code: one.code, lot, message: t(`missing.${one.code}`, { lot: lot ?? 0 }) };
  });
}

import { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { MAX_DOCUMENTS, type addAddendum } from "~server/tenders";

type Outcome = Awaited<ReturnType<typeof addAddendum>>;
type Problem = Extract<Outcome, { ok: false }>["problem"];

/** Why an addendum is not published, beside the field that mends it. */
export async function addendumErrors(problem: Problem, locale: Locale): Promise<Record<string, string>> {
  const t = await translator(locale, "needsForm");
  switch (problem.code) {
    case "incomplete":
      return {
        words: problem.missing.map((one) => t(`missing.${one.code}`, { lot: "lot" in one ? one.lot : 0 })).join(" "),
      };
    case "over_threshold":
    case "estimate_missing":
    case "public_buyer_threshold":
      return { words: t("problems.public_buyer_threshold") };
    case "document_too_many":
    case "document_too_large":
      return { files: t(`wrong.${problem.code}`, { most: MAX_DOCUMENTS }) };
    case "substance_needed":
      return { substance: t("problems.substance_needed") };
    case "addendum_never_shortens":
      return { later: t("problems.addendum_never_shortens") };
    case "weights_make_100":
      return { words: t("missing.weights", { lot: 1 }) };
    default:
      return { words: t("problems.need_is_closed") };
  }
}

import { translator } from "~/i18n/translator";
import type { Actor, Locale } from "~server/kernel/actor";
import type { Criterion, JudgingCode, Need } from "~server/tenders";

/** Puts the messages of judging into words, on the server. */
export const sayScoring = (locale: Locale) => translator(locale, "scoring");
export type SayScoring = Awaited<ReturnType<typeof sayScoring>>;

/** Why something was refused; `scale`: of the score that it is about. */
export function problemWords(code: JudgingCode, t: SayScoring, scale = 0): string {
  return t(`problem.${code}`, { scale });
}

/** What a criterion is called: its own name, or that of its kind. */
export async function criterionNames(need: Need, { locale }: Actor): Promise<(criterion: Criterion) => string> {
  const t = await translator(locale, "needs");
  return ({ label, kind }) => label || t(`criterionKind.${kind}`);
}

/** "Lot 2. Mobilier en bois"; where there is but one lot, its title, or the need's. */
export function lotName({ lots, title }: Need, lot: Need["lots"][number], t: SayScoring): string {
  return t("scores.lot", { number: lots.length > 1 ? lot.number : 0, title: lot.title || title });
}

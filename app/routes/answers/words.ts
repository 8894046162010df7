import { translator } from "~/i18n/translator";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatDay, formatInstant, formatMoney, formatTime } from "~server/kernel/format";
import { wallClock } from "~server/kernel/time";
import type { AnswerProblem, CriterionKind, Missing } from "~server/tenders";

export type SayAnswers = Awaited<ReturnType<typeof sayAnswers>>;

/** The words of answers. */
export const sayAnswers = (locale: Locale) => translator(locale, "answers");

/** "vendredi 11 décembre, 12 h". */
export function closingWords(at: Date, { timeZone, locale }: Pick<Actor, "timeZone" | "locale">): string {
  return formatInstant(at, timeZone, locale, { weekday: true });
}

/** An instant to the millisecond: "26 novembre 2026, 14 h 30 min 12,345 s". */
export function preciseWords(at: Date, { timeZone, locale }: Pick<Actor, "timeZone" | "locale">): string {
  const { date, minutes } = wallClock(at, timeZone);
  const day = formatDay(date, locale, { weekday: false, year: true });
  const [seconds, millis] = [at.getUTCSeconds(), at.getUTCMilliseconds()].map(String);
  const exact = `${seconds?.padStart(2, "0")}${locale === "fr" ? "," : "."}${millis?.padStart(3, "0")}`;
  const padded = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return locale === "fr"
    ? `${day}, ${padded[0]}\u00a0h\u00a0${padded[1]}\u00a0min\u00a0${exact}\u00a0s`
    : `${day}, ${formatTime(minutes, locale)}:${exact}`;
}

/** What is missing, in a few words that lead to where it is mended. */
export function missingWords(missing: Missing, t: SayAnswers, locale: Locale): string {
  switch (missing.code) {
    case "price":
    case "hours":
      return t(`missing.${missing.code}`, { lot: missing.lot, hours: missing.hours });
    case "reserved":
      return t("missing.reserved", {
        ...{ lot: missing.lot, structure: missing.structure },
        who: t(`reserved.${missing.reservedTo}`),
      });
    case "text":
      return t("missing.text", { lot: missing.lot, criterion: criterionWords(missing, t) });
    case "waiting":
    case "task":
    case "signature":
      return t(`missing.${missing.code}`, { structure: missing.structure });
    case "shares":
      return t("missing.shares", { lot: missing.lot, left: leftWords(missing, t, locale) });
    default:
      return t(`missing.${missing.code}`);
  }
}

/** A criterion by its label, else by its kind. */
export function criterionWords({ label, kind }: { label: string; kind: CriterionKind }, t: SayAnswers): string {
  return label || t(`criterion.${kind}`);
}

/** What is left to share of a lot. */
export function leftWords({ cents, hours }: { cents: number; hours: number }, t: SayAnswers, locale: Locale): string {
  if (cents === 0 && hours === 0) return t("group.even");
  const over = cents < 0 || hours < 0;
  return t(over ? "missing.over" : "missing.left", { money: formatMoney(cents, locale), hours });
}

/** Why it is not done. */
export function problemWords(problem: AnswerProblem, t: SayAnswers): string {
  return t(`problem.${problem.code}`);
}

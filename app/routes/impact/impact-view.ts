import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatNumber } from "~server/kernel/format";
import type { CountedNeed, Impact, RefusalReason } from "~server/tenders";
import type { Behind } from "./asked";
import { euros, type ImpactWords } from "./words";

/** What a figure is called, and the list that it opens. */
const FIGURES = [
  { key: "introductions", icon: "handshake" },
  { key: "needs", icon: "search", voir: "besoins" },
  { key: "answers", icon: "mail", voir: "reponses" },
  { key: "awards", icon: "award", voir: "attributions" },
  { key: "cents", icon: "banknote", voir: "montants" },
  { key: "hours", icon: "sprout", voir: "heures-promises" },
  { key: "hoursDone", icon: "check-check", voir: "heures-faites" },
] as const satisfies readonly { key: keyof Impact; icon: string; voir?: Behind }[];

const NOTHING: Omit<Impact, "year"> = {
  ...{ introductions: 0, fruitful: 0, needs: 0, cancelled: 0, unsuccessful: 0, answers: 0, refusals: 0 },
  ...{ awards: 0, cents: 0, hours: 0, hoursDone: 0, satisfied: { yes: 0, partly: 0, no: 0 } },
};

/** What needs brought in a year, and in each year beside it, in words. */
export function impactView(
  { years, needs }: { readonly years: readonly Impact[]; readonly needs: readonly CountedNeed[] },
  year: number,
  actor: Actor,
  { t, reasonWords }: { readonly t: ImpactWords; readonly reasonWords: (reason: RefusalReason) => string },
) {
  const { locale, poleSlug: pole } = actor;
  const impact = years.find((one) => one.year === year) ?? { year, ...NOTHING };
  const number = (value: number) => formatNumber(value, locale);
  const list = (of: number, voir: Behind) => paths.needsImpactDetails(pole, { annee: of, voir });
  const figure = (one: Impact, key: (typeof FIGURES)[number]["key"]) =>
    key === "cents"
      ? euros(one.cents, locale)
      : key.startsWith("hours")
        ? t("hoursOf", { hours: number(one[key]) })
        : number(one[key]);
  const cells = (one: Impact) =>
    FIGURES.map((which) => ({
      key: which.key,
      figure: figure(one, which.key),
      zero: one[which.key] === 0,
      to: "voir" in which ? list(one.year, which.voir) : paths.introductions(pole, { annee: one.year }),
    }));
  const barsOf = (bars: readonly { key: string; words: string; value: number }[], to: string) => {
    const total = bars.reduce((sum, { value }) => sum + value, 0);
    if (total === 0) return null;
    return bars.map(({ key, words, value }) => ({ key, words, to, count: number(value), part: (value / total) * 100 }));
  };
  const notes = notesOf(impact, number, locale, t);
  return {
    year,
    pole,
    lead: t("lead", { pole: actor.poleName, year: String(year) }),
    years: years.map((one) => ({
      label: String(one.year),
      to: paths.needsImpact(pole, { annee: one.year }),
      current: one.year === year,
    })),
    empty: FIGURES.every(({ key }) => impact[key] === 0),
    figures: cells(impact).map((cell, place) => ({ ...cell, icon: FIGURES[place]!.icon, note: notes[cell.key] })),
    rows: years.map((one) => ({ year: String(one.year), cells: cells(one), current: one.year === year })),
    satisfaction: barsOf(
      (["yes", "partly", "no"] as const).map((key) => ({
        key,
        words: t(`satisfaction.${key}`),
        value: impact.satisfied[key],
      })),
      list(year, "avis"),
    ),
    refusals: barsOf(
      reasonsOf(needs).map(([key, value]) => ({ key, words: reasonWords(key), value })),
      list(year, "refus"),
    ),
    exports: {
      needsCsv: paths.impactNeedsCsv(pole, year),
      wonCsv: paths.impactWonCsv(pole, year),
    },
    introductions: paths.introductions(pole, { annee: year }),
  };
}
export type ImpactView = ReturnType<typeof impactView>;

/** How many times each reason was given, the most frequent first. */
function reasonsOf(needs: readonly CountedNeed[]): [RefusalReason, number][] {
  const counts = new Map<RefusalReason, number>();
  for (const { reason, count } of needs.flatMap(({ refusals }) => refusals))
    counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function notesOf(impact: Impact, number: (value: number) => string, locale: Actor["locale"], t: ImpactWords) {
  const { fruitful, cancelled, unsuccessful, needs, answers, awards, cents } = impact;
  return {
    introductions: t("note.introductions", { count: fruitful }),
    needs: t("note.needs", { cancelled, unsuccessful }),
    answers:
      needs === 0
        ? t("note.answersNone")
        : t("note.answers", { average: number(Math.round((answers / needs) * 10) / 10) }),
    awards: t("note.awards"),
    cents:
      awards === 0
        ? t("note.centsNone")
        : t("note.cents", { average: euros(Math.round(cents / awards / 100) * 100, locale) }),
    hours: t("note.hours"),
    hoursDone: t("note.hoursDone"),
  };
}

import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatList, formatNumber } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";
import { hoursDoneInYear, needsOfYear, wonInYear, type CountedNeed, type Won } from "~server/tenders";
import { BEHIND, type Behind } from "./asked";
import { euros, lotWords, type ImpactWords } from "./words";

/** A cell in words; `sub` stands under them, smaller. */
interface Cell {
  readonly text: string;
  readonly to?: string;
  readonly sub?: string | null;
}

/** A table whose last line is the figure that it explains. */
interface Details {
  readonly head: readonly { readonly key: keyof typeof COLUMNS; readonly num: boolean }[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly Cell[] }[];
  /** How many lines there are, where that is the figure; then a cell for each column, the first left out. */
  readonly total: { readonly lines: string | null; readonly cells: readonly string[] } | null;
}

/** Which columns hold figures. */
const COLUMNS = {
  ...{ need: false, published: false, stage: false, answers: true, winner: false, decided: false },
  ...{ amount: true, promised: true, done: true, delivered: false, what: false, reason: false, times: true },
  ...{ opinion: false, words: false },
} as const;

/** What a figure of a year is made of, line by line. @throws Forbidden */
export async function detailsOf(actor: Actor, year: number, behind: Behind, t: ImpactWords): Promise<Details> {
  const what = BEHIND[behind];
  if (what === "hoursDone") return doneDetails(actor, year, t);
  if (what === "awards" || what === "cents" || what === "hours") {
    const won = await wonInYear(actor, year);
    return wonDetails(what === "hours" ? won.filter(({ hours }) => hours > 0) : won, actor, t);
  }
  const needs = await needsOfYear(actor, year);
  if (what === "refusals") return refusalDetails(needs, actor);
  if (what === "satisfaction") return opinionDetails(needs, actor, t);
  return needDetails(what === "answers" ? needs.filter(({ answers }) => answers > 0) : needs, actor);
}

const columns = (...keys: (keyof typeof COLUMNS)[]) => keys.map((key) => ({ key, num: COLUMNS[key] }));
const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0);

function needCell({ id, title, buyer }: Pick<CountedNeed, "id" | "title" | "buyer">, { poleSlug }: Actor): Cell {
  return { text: title, to: paths.need(poleSlug, id), sub: buyer };
}

function dayWords(instant: Date, { timeZone, locale }: Actor): string {
  return formatDay(localDateOf(instant, timeZone), locale, { short: true, weekday: false });
}

async function needDetails(needs: readonly CountedNeed[], actor: Actor): Promise<Details> {
  const found = await translator(actor.locale, "needsFound");
  const number = (value: number) => formatNumber(value, actor.locale);
  return {
    head: columns("need", "published", "stage", "answers"),
    rows: needs.map((need) => ({
      key: need.id,
      cells: [
        needCell(need, actor),
        { text: dayWords(need.publishedAt, actor) },
        { text: found(`stage.${need.stage}`), sub: need.endReason },
        { text: number(need.answers) },
      ],
    })),
    total: { lines: number(needs.length), cells: ["", "", number(sum(needs, ({ answers }) => answers))] },
  };
}

function wonDetails(won: readonly Won[], actor: Actor, t: ImpactWords): Details {
  const { locale, poleSlug } = actor;
  const hours = (value: number) => t("hoursOf", { hours: formatNumber(value, locale) });
  return {
    head: columns("need", "winner", "decided", "amount", "promised", "done"),
    rows: won.map((one) => ({
      key: one.id,
      cells: [
        {
          text: one.title,
          to: paths.need(poleSlug, one.needId),
          sub: [lotWords(t, one.lot), one.buyer].filter(Boolean).join(", "),
        },
        { text: one.winners.length > 0 ? formatList(one.winners, locale) : t("notTold") },
        { text: dayWords(one.decidedAt, actor) },
        { text: one.cents === null ? "–" : euros(one.cents, locale) },
        { text: hours(one.hours) },
        { text: hours(one.hoursDone) },
      ],
    })),
    total: {
      lines: formatNumber(won.length, locale),
      cells: [
        "",
        "",
        euros(
          sum(won, ({ cents }) => cents ?? 0),
          locale,
        ),
        hours(sum(won, (one) => one.hours)),
        hours(sum(won, ({ hoursDone }) => hoursDone)),
      ],
    },
  };
}

async function doneDetails(actor: Actor, year: number, t: ImpactWords): Promise<Details> {
  const { locale, poleSlug } = actor;
  const done = await hoursDoneInYear(actor, year);
  const hours = (value: number) => t("hoursOf", { hours: formatNumber(value, locale) });
  return {
    head: columns("need", "what", "delivered", "done"),
    rows: done.map((one) => ({
      key: one.id,
      cells: [
        { text: one.title, to: paths.need(poleSlug, one.needId) },
        { text: one.what },
        { text: formatDay(one.deliveredOn, locale, { short: true, weekday: false }) },
        { text: hours(one.hours) },
      ],
    })),
    total: { lines: null, cells: ["", "", hours(sum(done, (one) => one.hours))] },
  };
}

async function refusalDetails(needs: readonly CountedNeed[], actor: Actor): Promise<Details> {
  const found = await translator(actor.locale, "needsFound");
  const lines = needs.flatMap((need) => need.refusals.map((refusal) => ({ need, ...refusal })));
  return {
    head: columns("need", "reason", "times"),
    rows: lines.map(({ need, reason, count }) => ({
      key: `${need.id} ${reason}`,
      cells: [needCell(need, actor), { text: found(`reason.${reason}`) }, { text: formatNumber(count, actor.locale) }],
    })),
    total: {
      lines: null,
      cells: [
        "",
        formatNumber(
          sum(lines, (one) => one.count),
          actor.locale,
        ),
      ],
    },
  };
}

function opinionDetails(needs: readonly CountedNeed[], actor: Actor, t: ImpactWords): Details {
  const said = needs.filter(({ satisfied }) => satisfied !== null);
  return {
    head: columns("need", "opinion", "words"),
    rows: said.map((need) => ({
      key: need.id,
      cells: [
        needCell(need, actor),
        { text: t(`satisfaction.${need.satisfied ?? "unknown"}`) },
        { text: need.satisfiedWords || "–" },
      ],
    })),
    total: null,
  };
}

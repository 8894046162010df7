import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatDayRange, formatInstant, formatTime, initials } from "~server/kernel/format";
import { localDateOf, minutesOf } from "~server/kernel/time";
import { stageOf, takesQuestions, timeLeft, type Need } from "~server/tenders";
import { changesView } from "./changes-view";
import { criteriaView } from "./criteria-view";
import { documentsView, lotsView } from "./lots-view";
import { questionsView } from "./questions-view";

/** The page of a need, in the words of who reads it, by the server's clock. */
export async function needView(need: Need, now: Date, actor: Actor) {
  const t = await translator(actor.locale, "needs");
  const { locale, timeZone } = actor;
  const stage = stageOf(need, now);
  const when = (instant: Date) => formatInstant(instant, timeZone, locale, { year: false, weekday: true });
  return {
    id: need.id,
    pole: actor.poleSlug,
    stage,
    kind: need.kind,
    title: need.title || t("untitled"),
    summary: need.summary,
    description: need.description,
    contact: need.contact,
    buyer: { name: need.buyer.name, initials: initials(need.buyer.name), colour: need.buyer.colour, me: need.ours },
    tags: [
      { ...STAGE_LOOKS[stage], words: t(`stage.${stage}`) },
      { icon: "layers" as const, tone: undefined, words: t("lots", { count: need.lots.length }) },
      { icon: "network" as const, tone: undefined, words: t(`openTo.${need.openTo}`) },
      ...(need.place ? [{ icon: "map-pin" as const, tone: undefined, words: need.place }] : []),
      ...wanted(need, locale).map((words) => ({ icon: "calendar-days" as const, tone: undefined, words })),
    ],
    closing: need.closesAt && closingOf(need.closesAt),
    steps: stepsOf(),
    endReason: need.endReason && stage !== "draft" ? need.endReason : null,
    lots: lotsView(need, t, actor),
    howMany: howMany(),
    criteria: criteriaView(need, t),
    qualityFirst: need.qualityFirst,
    questions: questionsView(need, now, actor),
    documents: documentsView(need, actor),
    addenda: (
      await Promise.all(
        need.addenda.map(async (addendum) => ({ ...addendum, changes: await changesView(addendum.changes, locale) })),
      )
    )
      .reverse()
      .map((addendum) => ({
        number: addendum.number,
        changes: addendum.changes,
        words: addendum.words,
        at: when(addendum.at),
        substance: addendum.changesSubstance,
        later: addendum.closesAt > addendum.closesAtBefore ? when(addendum.closesAt) : null,
      })),
    answersIn: need.answersIn,
    canAsk: !need.ours && actor.structureId !== null && takesQuestions(need, now),
    toAsk: paths.askAboutNeed(actor.poleSlug, need.id),
  };

  function closingOf(closesAt: Date) {
    const date = localDateOf(closesAt, timeZone);
    const left = timeLeft(closesAt, now);
    const clock = (instant: Date) => clockWords(minutesOf(instant, date, timeZone), locale);
    return {
      past: left === null,
      day: formatDay(date, locale, { year: date.slice(0, 4) !== localDateOf(now, timeZone).slice(0, 4) }),
      time: clock(closesAt),
      left: left && t("left", { ...left, shape: left.days > 0 ? "days" : left.hours > 0 ? "hours" : "minutes" }),
      clock: t("clock", {
        last: t("lastSecond", { time: clock(new Date(closesAt.getTime() - 60_000)) }),
        time: clock(closesAt),
      }),
      short: formatInstant(closesAt, timeZone, locale, { year: false }),
    };
  }

  function stepsOf() {
    const short = (instant: Date) => {
      const date = localDateOf(instant, timeZone);
      return `${formatDay(date, locale, { short: true })}, ${formatTime(minutesOf(instant, date, timeZone), locale)}`;
    };
    const { publishedAt, questionsUntil, closesAt, openedAt, decidedAt } = need;
    const done = (instant: Date | null) => instant !== null && now >= instant;
    return [
      {
        key: "published",
        done: done(publishedAt),
        when: publishedAt ? formatDay(localDateOf(publishedAt, timeZone), locale, { short: true }) : t("steps.notYet"),
      },
      ...(questionsUntil
        ? [{ key: "questions", done: done(questionsUntil) && stage !== "draft", when: short(questionsUntil) }]
        : []),
      {
        key: "closing",
        done: done(closesAt) && stage !== "draft",
        when: closesAt ? short(closesAt) : t("steps.notYet"),
      },
      ...(need.kind === "interest"
        ? []
        : [
            { key: "opening", done: openedAt !== null, when: openedAt ? short(openedAt) : t("steps.afterClosing") },
            { key: "decision", done: decidedAt !== null, when: decidedAt ? short(decidedAt) : t("steps.afterOpening") },
          ]),
    ].map((step) => ({
      ...step,
      label: t(`steps.${step.key as "published"}`),
      current: step.key === "closing" && !step.done,
    }));
  }

  function howMany(): string {
    const groups = need.groupsAllowed ? "yes" : "no";
    return t("howMany", { count: need.lots.length, groups, most: need.maxLots ?? 0 });
  }
}

export type NeedView = Awaited<ReturnType<typeof needView>>;

/** How each stage looks: tone and icon. */
export const STAGE_LOOKS = {
  draft: { tone: undefined, icon: "pencil-line" },
  published: { tone: "ok", icon: "door-open" },
  closed: { tone: "wait", icon: "lock-keyhole" },
  opened: { tone: "wait", icon: "scale" },
  evaluated: { tone: "wait", icon: "scale" },
  proposed: { tone: "wait", icon: "hourglass" },
  awarded: { tone: "ok", icon: "award" },
  contracted: { tone: "ok", icon: "handshake" },
  done: { tone: "ok", icon: "circle-check" },
  cancelled: { tone: "no", icon: "ban" },
  unsuccessful: { tone: "no", icon: "circle-x" },
} as const;

/** "12 h 00" where an hour is a limit, not a habit. */
function clockWords(minutes: number, locale: Actor["locale"]): string {
  if (locale === "en" || minutes % 60 !== 0) return formatTime((minutes + 1440) % 1440, locale);
  return `${formatTime(minutes, locale)}\u00a000`;
}

function wanted({ wantedFrom, wantedUntil }: Need, locale: Actor["locale"]): string[] {
  if (wantedFrom && wantedUntil) return [formatDayRange(wantedFrom, wantedUntil, locale)];
  const day = wantedFrom ?? wantedUntil;
  return day ? [formatDay(day, locale, { weekday: false, year: true })] : [];
}

import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import {
  considerChange,
  type ChangePreview,
  type ConsideredChange,
  type SeriesChange,
  type SeriesChangeProblem,
  type SeriesDetails,
} from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatMoney, formatPeriod, formatTimeRange } from "~server/kernel/format";
import { MINUTES_PER_DAY, wallClock } from "~server/kernel/time";
import { priceNote } from "../bookings/price-words";
import { capital, type Say } from "../bookings/words";
import { CHANGE_CHOICE, changeChoiceText, changeProblemWords } from "./change-form-reader";
import { takenWords, type SaySeries } from "./words";

/** What is done about each date, by its name; the others change. */
export type ChangeChoices = SeriesChange["choices"];

/** What a change comes to now; what cannot be had is left as it is, unless something else was chosen. */
export async function previewChange(actor: Actor, change: Omit<SeriesChange, "choices">, choices: ChangeChoices) {
  const first = await considerChange(actor, { ...change, choices });
  if (!first.ok) return first;
  const left = first.value.dates.filter(
    ({ choice, problem, holiday }) => choice === "change" && (problem || (holiday && choices.size === 0)),
  );
  if (left.length === 0) return first;
  // What is left keeps its free minutes and its part of a quota: the others are priced anew.
  return considerChange(actor, {
    ...change,
    choices: new Map([...choices, ...left.map(({ recurrence }) => [recurrence, "leave"] as const)]),
  });
}

/** Every date with what becomes of it and what can be done about it; the sums before and after; all in words. */
export async function changePreviewView(
  actor: Actor,
  series: SeriesDetails,
  { dates, kept }: ChangePreview,
  problem: SeriesChangeProblem | null = null,
) {
  const { locale } = actor;
  const [t, tb] = [await translator(locale, "series"), await translator(locale, "bookings")];
  const conflicts = dates.filter(({ problem: wrong }) => wrong !== null).length;
  return {
    to: paths.series(actor.poleSlug, series.id),
    rows: dates.map((date) => rowOf(date, actor, series, t, tb)),
    count: dates.length,
    conflicts,
    kept: kept > 0 ? t("change.kept", { count: kept }) : null,
    alert: problem && changeProblemWords(t, problem, actor),
    agreed: problem?.code === "dearer" ? problem.cents : null,
    beforeCents: dates.reduce((sum, { before }) => sum + before.cents, 0),
    locale,
  };
}

export type ChangePreviewView = Awaited<ReturnType<typeof changePreviewView>>;
export type ChangeRow = ChangePreviewView["rows"][number];

function rowOf(date: ConsideredChange, actor: Actor, series: SeriesDetails, t: SaySeries, tb: Say) {
  const { locale, timeZone } = actor;
  const { before, after, problem, moves } = date;
  const day = formatDay(wallClock(after.start, timeZone).date, locale, { year: true });
  const reader = { locale, zone: timeZone, kind: series.resource.kind };
  const was = [
    formatPeriod(before.start, before.end, timeZone, locale),
    before.resourceName !== after.resourceName && before.resourceName,
  ];
  const wrong = problem && takenWords(tb, problem.refusals[0], reader);
  const price = (cents: number) => formatMoney(cents, locale);
  return {
    name: `${CHANGE_CHOICE}${date.recurrence}`,
    day: capital(day),
    hours: hoursOf(after.start, after.end, actor),
    elsewhere: after.resourceName === series.resource.name ? null : after.resourceName,
    was: moves ? t("change.was", { when: was.filter(Boolean).join(", ") }) : null,
    moves,
    isFree: problem === null,
    toApprove: moves && after.state === "requested",
    sentence: problem?.name ? t("change.addon", { name: problem.name, reason: wrong ?? "" }) : wrong,
    holiday: date.holiday,
    price:
      before.cents === after.cents
        ? price(after.cents)
        : t("change.prices", { before: price(before.cents), after: price(after.cents) }),
    note: moves ? priceNote(after.price, locale, tb) : "",
    options: optionsOf(date, t, price),
    chosen: date.choice,
    label: t("preview.choose", { day }),
  };
}

/** What can be done about a date: changed where that can be had, left, cancelled where it is not too late. */
function optionsOf(
  { before, after, problem, moves, feeCents }: ConsideredChange,
  t: SaySeries,
  price: (cents: number) => string,
) {
  const option = (choice: "change" | "leave" | "cancel", label: string, cents: number, sent = cents) => ({
    choice,
    value: changeChoiceText(choice, sent),
    label,
    cents,
  });
  return [
    // What keeps its place keeps its price, which is no part of what is agreed to.
    ...(problem ? [] : [option("change", t("change.do"), after.cents, moves ? after.cents : 0)]),
    option("leave", t("change.leave"), before.cents),
    ...(feeCents === null
      ? []
      : [
          option(
            "cancel",
            feeCents > 0 ? t("change.cancelDateFee", { amount: price(feeCents) }) : t("change.cancelDate"),
            feeCents,
          ),
        ]),
  ];
}

function hoursOf(start: Date, end: Date, { locale, timeZone }: Actor): string {
  const [from, to] = [wallClock(start, timeZone), wallClock(end, timeZone)];
  return formatTimeRange(from.minutes, to.minutes === 0 ? MINUTES_PER_DAY : to.minutes, locale);
}

import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Choice, Choices, ConsideredDate, Refusals, SeriesPreview, SeriesWay } from "~server/bookings";
import type { Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatMoney, formatTimeRange } from "~server/kernel/format";
import { MINUTES_PER_DAY, wallClock } from "~server/kernel/time";
import { priceNote } from "../bookings/price-words";
import { refusalSentence } from "../bookings/refusal";
import { capital, type Say } from "../bookings/words";
import type { AskedSeries } from "./asked";
import { CHOICE, choiceText } from "./choices";
import { scheduleWords, takenWords, type SaySeries } from "./words";

/** What came of a preview that was sent. */
export interface AnsweredPreview {
  /** What was chosen, kept. */
  readonly choices: Choices;
  /** Dates that could not be had, by their names. */
  readonly refused?: ReadonlyMap<string, Refusals>;
  readonly dearer?: number;
  readonly problem?: "nothing_chosen" | "already_used";
}

/** Rules of the whole series: when every date breaks the same one, it is the series that must change. */
const OF_ALL: ReadonlySet<string> = new Set(
  "archived too_short too_long off_step too_many_people not_allowed not_open_to_you not_a_session".split(" "),
);

/** Every date with its state and what can be done about it; the sum with its reasons; all in words. */
export async function previewView(
  actor: Actor,
  resource: Resource,
  asked: AskedSeries,
  { dates, skipped }: SeriesPreview,
  id: string,
  answered: AnsweredPreview | null,
) {
  const { locale, timeZone, poleSlug } = actor;
  const [t, tb] = [await translator(locale, "series"), await translator(locale, "bookings")];
  const reader = { locale, zone: timeZone, kind: resource.kind };
  const rows = dates.map((date) => rowOf(date, answered, { actor, resource, t, tb }));
  const [first] = dates;
  const code = first?.refusals?.[0].code;
  const hopeless = code && OF_ALL.has(code) && dates.every(({ refusals }) => refusals?.[0].code === code);
  const free = rows.filter(({ isFree }) => isFree).length;
  return {
    id,
    resource: { name: resource.name, to: paths.resource(poleSlug, resource.id) },
    rule: asked.schedule && scheduleWords(t, asked.schedule, locale),
    first: first && formatDay(first.day, locale, { year: true }),
    title: asked.typed.objet,
    rows,
    free,
    hopeless: hopeless ? t("preview.allSame", { reason: refusalSentence(tb, first!.refusals![0], reader) }) : null,
    skipped: skipped.map(({ day, why }) => ({ day: formatDay(day, locale, { year: true }), why: t(`preview.${why}`) })),
    alert: alertOf(answered, t, locale),
    // Told, and agreed to by confirming again.
    agreed: answered?.dearer ?? null,
    structure: actor.structureName,
    locale,
  };
}

export type PreviewView = Awaited<ReturnType<typeof previewView>>;
export type PreviewRow = PreviewView["rows"][number];

interface Words {
  readonly actor: Actor;
  readonly resource: Resource;
  readonly t: SaySeries;
  readonly tb: Say;
}

function rowOf(date: ConsideredDate, answered: AnsweredPreview | null, words: Words) {
  const { actor, resource, t, tb } = words;
  const { locale, timeZone } = actor;
  const { day, recurrence, refusals, price, state, clock, start, end } = date;
  const reader = { locale, zone: timeZone, kind: resource.kind };
  const options = optionsOf(date, words);
  const kept = answered?.choices.get(recurrence);
  const refused = answered?.refused?.get(recurrence);
  const chosen = (kept && options.find(({ choice }) => isSame(choice, kept))) ?? options[0]!;
  const hours = hoursOf(start, end, actor);
  return {
    name: `${CHOICE}${recurrence}`,
    day: capital(formatDay(day, locale, { year: true })),
    hours,
    clock: clock && t(clock === "gap" ? "preview.gap" : "preview.twice", { hours }),
    isFree: refusals === null,
    toApprove: state === "requested",
    sentence: refusals && takenWords(tb, refusals[0], reader),
    changed: refused ? refusalSentence(tb, refused[0], reader) : null,
    price: formatMoney(price.cents, locale),
    note: priceNote(price, locale, tb),
    options: options.map(({ choice, ...option }) => ({ ...option, does: choice.do })),
    chosen: chosen.value,
    label: t("preview.choose", { day: formatDay(day, locale, { year: true }) }),
  };
}

/** The same way, whatever it costs now. */
function isSame(a: Choice, b: Choice): boolean {
  return choiceText(a, 0) === choiceText(b, 0);
}

/** What can be done about a date, the usual first: booked where it is free, else skipped. */
function optionsOf(date: ConsideredDate, { actor, t, tb }: Words) {
  const { locale } = actor;
  const option = (choice: Choice, label: string, cents: number, note: string) => ({
    value: choiceText(choice, cents),
    choice,
    label,
    cents,
    note,
  });
  const moved = (way: SeriesWay) => {
    const cost = t("preview.withPrice", { price: formatMoney(way.price.cents, locale) });
    const label =
      way.kind === "other"
        ? t("preview.elsewhere", { name: way.resourceName, price: cost })
        : t("preview.move", { when: hoursOf(way.start, way.end, actor), price: cost });
    const { resourceId, start, end } = way;
    return option({ do: "move", resourceId, start, end }, label, way.price.cents, priceNote(way.price, locale, tb));
  };
  const skip = option({ do: "skip" }, t("preview.skip"), 0, "");
  if (!date.refusals) {
    return [option({ do: "book" }, t("preview.book"), date.price.cents, priceNote(date.price, locale, tb)), skip];
  }
  const wait = date.canWait ? [option({ do: "wait" }, t("preview.wait"), 0, "")] : [];
  return [skip, ...date.ways.map(moved), ...wait];
}

function hoursOf(start: Date, end: Date, { locale, timeZone }: Actor): string {
  const [from, to] = [wallClock(start, timeZone), wallClock(end, timeZone)];
  return formatTimeRange(from.minutes, to.minutes === 0 ? MINUTES_PER_DAY : to.minutes, locale);
}

function alertOf(answered: AnsweredPreview | null, t: SaySeries, locale: Actor["locale"]): string | null {
  if (!answered) return null;
  const { refused, dearer, problem } = answered;
  if (refused) return t("problems.dates_refused", { count: refused.size });
  if (dearer !== undefined) return t("problems.dearer", { price: formatMoney(dearer, locale) });
  return problem ? t(`problems.${problem}`) : null;
}

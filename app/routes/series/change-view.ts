import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { resourcesOfKind, type Refusals, type SeriesDetails } from "~server/bookings";
import { resourceOf } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatTime } from "~server/kernel/format";
import { parseTime, timeText } from "~server/kernel/time";
import { timesBetween } from "../bookings/when";
import { resourceChoices } from "../bookings/when-view";
import { capital } from "../bookings/words";
import { datesToCome } from "./dates-to-come";
import { takenWords } from "./words";

/** What was typed of a change, as typed. */
export interface TypedChange {
  readonly portee: string;
  readonly date: string;
  readonly de: string;
  readonly a: string;
  readonly ressource: string;
  readonly objet: string;
  readonly partage: boolean;
  readonly personnes: string;
}

/** What came of a change that was sent. */
export interface AnsweredChange {
  readonly typed: TypedChange;
  readonly errors?: Readonly<Record<string, string>>;
  readonly problem?: string | undefined;
  readonly refused?: ReadonlyMap<string, Refusals>;
  readonly choices?: ReadonlyMap<string, "leave" | "cancel">;
}

/** The name under which the form sends what to do about a date that cannot be changed. */
export const CHANGE_CHOICE = "date ";

/** The form that changes dates of a series, in words. */
export async function changeView(
  actor: Actor,
  series: SeriesDetails,
  from: string | null,
  now: Date,
  answered: AnsweredChange | null = null,
) {
  const { locale, timeZone, poleSlug } = actor;
  const tb = await translator(locale, "bookings");
  const { schedule } = series;
  const resource = await resourceOf(actor, series.resource.id);
  const resources = await resourcesOfKind(actor, series.resource.kind);
  const { all, asked } = datesToCome(actor, series, now, answered?.typed.date ?? from);
  const choices = resourceChoices(resource);
  const to = schedule.from + schedule.minutes;
  const times = (kept: number | null) =>
    timesBetween(choices.first, choices.last, choices.step, [kept]).map((minutes) => ({
      value: timeText(minutes),
      label: formatTime(minutes, locale),
    }));
  const typed = answered?.typed ?? {
    portee: asked ? "suite" : "toutes",
    date: asked?.recurrence ?? "",
    de: timeText(schedule.from),
    a: timeText(to),
    ressource: series.resource.id,
    objet: series.title ?? "",
    partage: series.titleShared,
    personnes: series.attendees === null ? "" : String(series.attendees),
  };
  const reader = { locale, zone: timeZone, kind: series.resource.kind };
  return {
    to: paths.series(poleSlug, series.id),
    typed,
    day: asked?.day ?? null,
    first: all.day,
    capacity: resource.capacity,
    starts: times(parseTime(typed.de)),
    ends: times(parseTime(typed.a)),
    resources: [
      { value: series.resource.id, label: series.resource.name },
      ...resources.filter(({ id }) => id !== series.resource.id).map(({ id, name }) => ({ value: id, label: name })),
    ],
    errors: answered?.errors ?? {},
    problem: answered?.problem ?? null,
    conflicts: [...(answered?.refused ?? [])].map(([recurrence, refusals]) => ({
      name: `${CHANGE_CHOICE}${recurrence}`,
      day: capital(formatDay(recurrence.slice(0, 10), locale, { year: true })),
      sentence: takenWords(tb, refusals[0], reader),
      chosen: answered?.choices?.get(recurrence) ?? "leave",
    })),
    // Chosen before, for dates that are no conflict any more or were told in another answer.
    kept: [...(answered?.choices ?? [])]
      .filter(([recurrence]) => !answered?.refused?.has(recurrence))
      .map(([recurrence, value]) => ({ name: `${CHANGE_CHOICE}${recurrence}`, value })),
  };
}

export type ChangeView = Awaited<ReturnType<typeof changeView>>;

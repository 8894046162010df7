import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { isEveryWorkday, resourcesOfKind, weekdaysIn, type SeriesDetails } from "~server/bookings";
import { resourceOf } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatTime, weekdayName } from "~server/kernel/format";
import { parseTime, timeText } from "~server/kernel/time";
import { timesBetween } from "../bookings/when";
import { resourceChoices } from "../bookings/when-view";
import { weekdayField, type TypedChange } from "./change-form-reader";
import { datesToCome } from "./dates-to-come";

/** The form that changes dates of a series, in words. */
export async function changeView(
  actor: Actor,
  series: SeriesDetails,
  from: string | null,
  now: Date,
  answered: { typed: TypedChange; errors?: Readonly<Record<string, string>>; problem?: string } | null = null,
) {
  const { locale, poleSlug } = actor;
  const t = await translator(locale, "series");
  const { schedule } = series;
  const { frequency } = schedule.repetition;
  const weekdays = isEveryWorkday(frequency) || weekdaysIn(frequency).length === 7 ? [] : weekdaysIn(frequency);
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
  const typed: TypedChange = answered?.typed ?? {
    portee: asked ? "suite" : "toutes",
    date: asked?.recurrence ?? "",
    de: timeText(schedule.from),
    a: timeText(to),
    jours: new Map(),
    ressource: series.resource.id,
    objet: series.title ?? "",
    partage: series.titleShared,
    personnes: series.attendees === null ? "" : String(series.attendees),
  };
  return {
    to: paths.series(poleSlug, series.id),
    action: paths.changeSeries(poleSlug, series.id),
    typed: { ...typed, jours: null },
    weekdays: weekdays.map((weekday) => ({
      name: weekdayField(weekday),
      label:
        weekdays.length === 1 ? t("change.weekday") : t("change.weekdayOf", { weekday: weekdayName(weekday, locale) }),
      chosen: typed.jours.get(weekday) ?? String(weekday),
    })),
    weekdayOptions: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      value: String(weekday),
      label: weekdayName(weekday, locale),
    })),
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
  };
}

export type ChangeView = Awaited<ReturnType<typeof changeView>>;

import type { Option } from "~/ui/field";
import {
  kindOf,
  ratePartsOf,
  spanOfDays,
  spanOfMinutes,
  STEPS,
  type BookingRules,
  type KindKey,
  type OpeningHours,
  type Owner,
  type Place,
  type Resource,
} from "~server/catalogue";
import type { Locale } from "~server/kernel/actor";
import { formatDuration, weekdayName } from "~server/kernel/format";
import { timeText } from "~server/kernel/time";
import { decimalMark } from "./amounts-typed";
import type { StartValues } from "./form-reader";
import { ruleSentences } from "./rule-sentences";
import { useValues, useView } from "./use-view";
import { featureIcon, kindWord, spanWords, type Words } from "./words";

/** Whose prices are asked with a new resource. */
const RATES_ASKED = ["member", "network", "outsider"] as const;
const DURATIONS = [15, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480, 600, 720, 1440, 2880, 4320, 10_080];
const NOTICES = [0, 30, 60, 120, 240, 720, 1440, 2880, 4320, 10_080, 20_160];
const HORIZONS = [7, 14, 30, 60, 90, 180, 365, 730];
const BUFFERS = [0, 5, 10, 15, 30, 45, 60, 90, 120];

/** What the form of a resource is made of: choices and labels in words, where its fields start. */
export function formView(
  form: {
    kind: KindKey;
    resource: Resource | null;
    id: string;
    choices: { owners: readonly Owner[]; places: readonly Place[] };
    structureId: string | null;
    timeZone: string;
  },
  t: Words,
  locale: Locale,
) {
  const { kind, resource, choices } = form;
  const known = kindOf(kind);
  const rules = resource?.rules ?? known.defaults.rules;
  const hours = resource?.hours ?? defaultHours(kind);
  const before = (minutes: number) =>
    minutes === 0 ? t("form.atOnce") : t("form.before", { span: duration(minutes, t, locale) });
  const kept = (minutes: number) => (minutes === 0 ? t("form.none") : duration(minutes, t, locale));
  const options = (values: readonly number[], current: number, label: (value: number) => string): Option[] =>
    [...new Set([...values, current])]
      .sort((a, b) => a - b)
      .map((value) => ({ value: String(value), label: label(value) }));
  const spans = (minutes: number) => duration(minutes, t, locale);
  return {
    kind,
    words: {
      itself: kindWord(t, kind, "itself"),
      nameHint: kindWord(t, kind, "nameHint"),
    },
    capacity: known.people
      ? { label: kindWord(t, kind, "capacityLabel"), hint: kindWord(t, kind, "capacityHint") }
      : null,
    stepFree: known.stepFree
      ? {
          label: kindWord(t, kind, "accessible"),
          hint: kindWord(t, kind, "accessibleHint"),
          note: kindWord(t, kind, "accessibleNote"),
        }
      : null,
    owners: choices.owners.map(({ id, name }) => ({ value: id, label: name })),
    places: [
      { value: "", label: t("form.noPlace") },
      ...choices.places.map(({ id, name, town }) => ({ value: id, label: [name, town].filter(Boolean).join(", ") })),
      { value: "new", label: t("form.newPlace") },
    ],
    features: Object.keys(known.features).map((key) => ({
      key,
      label: t(`features.${key as "wifi"}`),
      icon: featureIcon(kind, key as "wifi"),
    })),
    attributes: Object.entries(known.attributes).map(([key, attribute]) => ({
      key,
      type: attribute.type,
      max: attribute.type === "text" ? attribute.max : 10,
      label: kindWord(t, kind, `attributes.${key}.label`),
      note: kindWord(t, kind, `attributes.${key}.note`) || null,
      hint: kindWord(t, kind, `attributes.${key}.hint`) || null,
      options:
        "options" in attribute
          ? attribute.options.map((option) => ({
              value: option,
              label: kindWord(t, kind, `attributes.${key}.options.${option}`),
            }))
          : null,
    })),
    days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekdayName(weekday, locale)),
    // Changed on a page of their own.
    asksRates: resource === null && ratePartsOf(known).includes("time"),
    customers: RATES_ASKED.map((key) => ({ key, label: t(`customers.${key}`) })),
    rules: {
      stepMinutes: options(STEPS, rules.stepMinutes, spans),
      minMinutes: options(DURATIONS, rules.minMinutes, spans),
      maxMinutes: options(DURATIONS, rules.maxMinutes, spans),
      noticeMinutes: options(NOTICES, rules.noticeMinutes, before),
      cancelNoticeMinutes: options(NOTICES, rules.cancelNoticeMinutes, before),
      horizonDays: options(HORIZONS, rules.horizonDays, (days) =>
        t("form.ahead", { span: spanWords(t, spanOfDays(days)) }),
      ),
      bufferBeforeMinutes: options(BUFFERS, rules.bufferBeforeMinutes, kept),
      bufferAfterMinutes: options(BUFFERS, rules.bufferAfterMinutes, kept),
    } satisfies Record<keyof BookingRules, Option[]>,
    use: useView(kind, resource, t),
    timeZone: form.timeZone,
    start: startValues(form, rules, hours, locale),
    sentences: ruleSentences({ kind, rules, hours }, t, locale),
  };
}

export type FormView = ReturnType<typeof formView>;

function duration(minutes: number, t: Words, locale: Locale): string {
  const span = spanOfMinutes(minutes);
  return span.unit === "minutes" && span.count > 60 ? formatDuration(minutes, locale) : spanWords(t, span);
}

/** When a new resource of a kind opens, unless told otherwise. */
export function defaultHours(kind: KindKey): OpeningHours[] {
  const { fromWeekday, toWeekday, opens, closes } = kindOf(kind).defaults.hours;
  const weekdays = Array.from({ length: toWeekday - fromWeekday + 1 }, (_, index) => fromWeekday + index);
  return weekdays.map((weekday) => ({ weekday, opens, closes }));
}

function startValues(
  { kind, resource, id, structureId, choices }: Parameters<typeof formView>[0],
  rules: BookingRules,
  hours: readonly OpeningHours[],
  locale: Locale,
): StartValues {
  const owner = resource?.owner.id ?? structureId ?? "";
  return {
    id,
    version: resource ? String(resource.version) : undefined,
    structureId: choices.owners.some((known) => known.id === owner) ? owner : "",
    name: resource?.name,
    description: resource?.description,
    place: { choice: resource?.place?.id },
    capacity: String(resource?.capacity ?? kindOf(kind).defaults.capacity),
    accessible: resource?.accessible ? "on" : undefined,
    features: resource?.features ?? [],
    notes: resource?.attributes.notes ?? {},
    attributes: attributeValues(resource, locale),
    hours: hoursValues(hours),
    rules: Object.fromEntries(Object.entries(rules).map(([rule, value]) => [rule, String(value)])),
    use: useValues(kind, resource),
  };
}

function attributeValues(resource: Resource | null, locale: Locale): StartValues {
  const { notes: _, ...attributes } = resource?.attributes ?? {};
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [
      key,
      typeof value === "number" ? String(value).replace(".", decimalMark(locale)) : value,
    ]),
  );
}

/** Where the fields of a week start. */
export function hoursValues(hours: readonly OpeningHours[]): StartValues {
  // Midnight at the end of a day is 00:00 for the browser's field.
  const time = (minutes: number | undefined) => (minutes === undefined ? undefined : timeText(minutes % 1440));
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const [first, second] = hours.filter((open) => open.weekday === weekday);
    return {
      open: first ? "on" : undefined,
      opens: time(first?.opens),
      closes: time(first?.closes),
      reopens: time(second?.opens),
      recloses: time(second?.closes),
    };
  });
  const [monday, ...others] = days.slice(0, 5).map((day) => JSON.stringify(day));
  return { sameWeekdays: others.every((day) => day === monday) ? "on" : undefined, days };
}

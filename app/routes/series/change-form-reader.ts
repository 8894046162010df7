import { translator } from "~/i18n/translator";
import {
  areDistinct,
  weekdaysIn,
  type SeriesChange,
  type SeriesChangeProblem,
  type SeriesDetails,
} from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatMoney, formatTime } from "~server/kernel/format";
import { isId } from "~server/kernel/ids";
import { MINUTES_PER_DAY, parseTime } from "~server/kernel/time";
import type { SaySeries } from "./words";

const SCOPES = { une: "one", suite: "following", toutes: "all" } as const;

/** What was typed of a change, as typed. */
export interface TypedChange {
  readonly portee: string;
  readonly date: string;
  readonly de: string;
  readonly a: string;
  /** By the weekday that each takes the place of. */
  readonly jours: ReadonlyMap<number, string>;
  readonly ressource: string;
  readonly objet: string;
  readonly partage: boolean;
  readonly personnes: string;
}

/** What an address says of a change; `change` is null while something in it is wrong. */
export interface ReadChange {
  readonly typed: TypedChange;
  readonly errors: Readonly<Record<string, string>>;
  readonly change: Omit<SeriesChange, "choices"> | null;
}

/** The field of a weekday. */
export const weekdayField = (weekday: number) => `jour-${weekday}`;

/** Reads the form of a change. What is as it was is left out of it: dates changed on their own keep theirs. */
export async function readChange(fields: URLSearchParams, series: SeriesDetails, actor: Actor): Promise<ReadChange> {
  const t = await translator(actor.locale, "series");
  const tw = await translator(actor.locale, "bookings");
  const text = (name: string) => fields.get(name)?.trim() ?? "";
  const { schedule } = series;
  const { frequency } = schedule.repetition;
  const typed: TypedChange = {
    portee: text("portee"),
    date: text("date"),
    de: text("de"),
    a: text("a"),
    jours: new Map(weekdaysIn(frequency).map((weekday) => [weekday, text(weekdayField(weekday)) || String(weekday)])),
    ressource: text("ressource"),
    objet: text("objet"),
    partage: fields.has("partage"),
    personnes: text("personnes"),
  };
  const errors: Record<string, string> = {};
  const from = parseTime(typed.de);
  const to = typed.a === "00:00" ? MINUTES_PER_DAY : parseTime(typed.a);
  if (from === null) errors.de = tw("when.short.unknownHour");
  if (to === null) errors.a = tw("when.short.unknownHour");
  else if (from !== null && to <= from)
    errors.a = tw("when.short.endBeforeStart", { from: formatTime(from, actor.locale) });
  const weekdays = new Map<number, number>();
  for (const [weekday, chosen] of typed.jours) {
    if (/^[1-7]$/.test(chosen) && Number(chosen) !== weekday) weekdays.set(weekday, Number(chosen));
  }
  const [firstWeekday] = typed.jours.keys();
  if (firstWeekday !== undefined && !areDistinct(frequency, weekdays)) {
    errors[weekdayField(firstWeekday)] = t("change.sameDay");
  }
  const people = typed.personnes === "" ? null : Number(typed.personnes);
  if (people !== null && !(Number.isInteger(people) && people >= 1 && people <= 10_000)) {
    errors.personnes = tw("when.short.people");
  }
  if (typed.objet.length > 200) errors.objet = t("errors.objet");
  if (Object.keys(errors).length > 0 || from === null || to === null) return { typed, errors, change: null };
  const sameHours = from === schedule.from && to - from === schedule.minutes;
  return {
    typed,
    errors,
    change: {
      id: series.id,
      scope: SCOPES[typed.portee as keyof typeof SCOPES] ?? "all",
      date: typed.date,
      changes: {
        ...(sameHours ? {} : { from, minutes: to - from }),
        ...(weekdays.size > 0 ? { weekdays } : {}),
        ...(isId(typed.ressource) && typed.ressource !== series.resource.id ? { resourceId: typed.ressource } : {}),
        ...(typed.objet === (series.title ?? "") ? {} : { title: typed.objet }),
        ...(typed.partage === series.titleShared ? {} : { titleShared: typed.partage }),
        ...(people === series.attendees ? {} : { attendees: people }),
      },
    },
  };
}

/** The name under which the preview sends what is done about a date. */
export const CHANGE_CHOICE = "date ";

/** A choice as the preview sends it, with what was shown beside it: "changer 1800", "annuler 500", "laisser". */
export function changeChoiceText(choice: "change" | "leave" | "cancel", cents: number): string {
  if (choice === "leave") return "laisser";
  return `${choice === "change" ? "changer" : "annuler"} ${cents}`;
}

/** The choices of a preview by date, the sum that was shown of what moves, and what would stay due of what goes. */
export function changeChoicesIn(form: FormData) {
  const choices = new Map<string, "leave" | "cancel">();
  let [shownCents, agreedFeeCents] = [0, 0];
  for (const [name, value] of form) {
    if (!name.startsWith(CHANGE_CHOICE) || typeof value !== "string") continue;
    const [verb, amount = "0"] = value.split(" ");
    const cents = /^\d{1,12}$/.test(amount) ? Number(amount) : 0;
    if (verb === "changer") shownCents += cents;
    if (verb === "annuler") agreedFeeCents += cents;
    if (verb === "laisser") choices.set(name.slice(CHANGE_CHOICE.length), "leave");
    if (verb === "annuler") choices.set(name.slice(CHANGE_CHOICE.length), "cancel");
  }
  return { choices, shownCents, agreedFeeCents };
}

/** Why nothing was changed, in a sentence. */
export function changeProblemWords(t: SaySeries, problem: SeriesChangeProblem, { locale, timeZone }: Actor): string {
  switch (problem.code) {
    case "too_late_to_change": {
      const deadline = formatInstant(problem.deadline, timeZone, locale, { weekday: true, year: false });
      return t("problems.too_late_to_change", { deadline });
    }
    case "dates_refused":
      return t("problems.changes_refused", { count: problem.dates.size });
    case "dearer":
      return t("problems.change_dearer", { price: formatMoney(problem.cents, locale) });
    case "fee_due":
      return t("problems.change_fee_due", { amount: formatMoney(problem.feeCents, locale) });
    default:
      return t(`problems.${problem.code}`);
  }
}

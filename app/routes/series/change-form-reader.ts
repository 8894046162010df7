import { formText } from "~/form-text";
import { translator } from "~/i18n/translator";
import type { SeriesChange, SeriesChangeProblem, SeriesDetails } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { formatInstant } from "~server/kernel/format";
import { isId } from "~server/kernel/ids";
import { MINUTES_PER_DAY, parseTime } from "~server/kernel/time";
import { CHANGE_CHOICE, type AnsweredChange, type TypedChange } from "./change-view";
import type { SaySeries } from "./words";

const SCOPES = { une: "one", suite: "following", toutes: "all" } as const;

/** What the form of a change says; `change` is null while something in it is wrong. */
export interface ReadChange extends AnsweredChange {
  readonly choices: ReadonlyMap<string, "leave" | "cancel">;
  readonly change: Omit<SeriesChange, "id"> | null;
}

/** Reads the form of a change. What is as it was is left out of it: dates changed on their own keep theirs. */
export async function readChange(form: FormData, series: SeriesDetails, actor: Actor): Promise<ReadChange> {
  const t = await translator(actor.locale, "series");
  const tw = await translator(actor.locale, "bookings");
  const text = (name: string) => formText(form, name).trim();
  const typed: TypedChange = {
    portee: text("portee"),
    date: text("date"),
    de: text("de"),
    a: text("a"),
    ressource: text("ressource"),
    objet: text("objet"),
    partage: form.has("partage"),
    personnes: text("personnes"),
  };
  const choices = new Map<string, "leave" | "cancel">();
  for (const [name, value] of form) {
    const known = value === "leave" || value === "cancel";
    if (name.startsWith(CHANGE_CHOICE) && known) choices.set(name.slice(CHANGE_CHOICE.length), value);
  }
  const errors: Record<string, string> = {};
  const from = parseTime(typed.de);
  const to = typed.a === "00:00" ? MINUTES_PER_DAY : parseTime(typed.a);
  if (from === null) errors.de = tw("when.short.unknownHour");
  if (to === null) errors.a = tw("when.short.unknownHour");
  else if (from !== null && to <= from) errors.a = tw("when.short.endBeforeStart");
  const people = typed.personnes === "" ? null : Number(typed.personnes);
  if (people !== null && !(Number.isInteger(people) && people >= 1 && people <= 10_000)) {
    errors.personnes = tw("when.short.people");
  }
  if (typed.objet.length > 200) errors.objet = t("errors.objet");
  const scope = SCOPES[typed.portee as keyof typeof SCOPES] ?? "all";
  if (Object.keys(errors).length > 0 || from === null || to === null) {
    return { typed, choices, errors, change: null };
  }
  const { schedule } = series;
  const sameHours = from === schedule.from && to - from === schedule.minutes;
  return {
    typed,
    choices,
    change: {
      scope,
      date: typed.date,
      choices,
      changes: {
        ...(sameHours ? {} : { from, minutes: to - from }),
        ...(isId(typed.ressource) && typed.ressource !== series.resource.id ? { resourceId: typed.ressource } : {}),
        ...(typed.objet === (series.title ?? "") ? {} : { title: typed.objet }),
        ...(typed.partage === series.titleShared ? {} : { titleShared: typed.partage }),
        ...(people === series.attendees ? {} : { attendees: people }),
      },
    },
  };
}

/** Why nothing was changed, in a sentence. */
export function changeProblemWords(
  t: SaySeries,
  problem: Exclude<SeriesChangeProblem, { code: "dates_refused" }>,
  { locale, timeZone }: Actor,
): string {
  if (problem.code !== "too_late_to_change") return t(`problems.${problem.code}`);
  const deadline = formatInstant(problem.deadline, timeZone, locale, { weekday: true, year: false });
  return t("problems.too_late_to_change", { deadline });
}

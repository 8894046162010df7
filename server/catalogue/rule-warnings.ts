import type { ResourceRules } from "./resource-rules";
import type { OpeningHours } from "./rules";

/** Rules that can be kept and yet make little sense together. */
export type RuleWarning =
  | { readonly code: "never_open" | "nobody_named" | "no_school_zone" }
  /** Nothing is open for long enough for the shortest booking. */
  | { readonly code: "never_fits"; readonly minMinutes: number }
  /** The quota is as much as there is to have, or more. */
  | { readonly code: "quota_too_large"; readonly measure: "week_minutes" | "month_minutes"; readonly amount: number }
  /** The quota is less than the shortest booking. */
  | { readonly code: "quota_too_small"; readonly measure: "week_minutes" | "month_minutes"; readonly amount: number }
  /** Whoever may change until then may no longer cancel, or the other way round is meant. */
  | { readonly code: "notice_after_horizon" };

/** What is doubtful about the rules of a resource: for its owner to know, not refused. */
export function ruleWarnings(
  all: ResourceRules,
  about: { readonly schoolZone: string | null; readonly units: number },
): RuleWarning[] {
  const { rules } = all;
  const warnings: RuleWarning[] = [];
  const weeks = [all.hours, ...all.seasons.map(({ hours }) => hours)];
  if (weeks.every((hours) => hours.length === 0)) warnings.push({ code: "never_open" });
  else if (Math.max(...weeks.map(longest)) < rules.minMinutes) {
    warnings.push({ code: "never_fits", minMinutes: rules.minMinutes });
  }
  const openPerWeek = Math.max(...weeks.map(minutesOf)) * about.units;
  for (const { measure, amount } of all.quotas) {
    if (measure !== "week_minutes" && measure !== "month_minutes") continue;
    // A month has 31 days at most.
    const most = measure === "week_minutes" ? openPerWeek : Math.ceil((openPerWeek * 31) / 7);
    if (amount < rules.minMinutes) warnings.push({ code: "quota_too_small", measure, amount });
    else if (openPerWeek > 0 && amount >= most) warnings.push({ code: "quota_too_large", measure, amount });
  }
  if (all.openTo === "named" && all.named.length === 0) warnings.push({ code: "nobody_named" });
  if (all.closesSchoolHolidays && about.schoolZone === null) warnings.push({ code: "no_school_zone" });
  const horizon = rules.horizonDays * 1440;
  if (Math.max(rules.cancelNoticeMinutes, all.changeNoticeMinutes) >= horizon) {
    warnings.push({ code: "notice_after_horizon" });
  }
  return warnings;
}

function minutesOf(hours: readonly OpeningHours[]): number {
  return hours.reduce((sum, { opens, closes }) => sum + closes - opens, 0);
}

/** The longest opening of a week, nights included: midnight of one day is that of the next. */
function longest(hours: readonly OpeningHours[]): number {
  const edges = hours
    .map(({ weekday, opens, closes }) => ({ start: weekday * 1440 + opens, end: weekday * 1440 + closes }))
    .sort((a, b) => a.start - b.start);
  const runs: { start: number; end: number }[] = [];
  // Twice, for what goes over Sunday's midnight.
  for (const { start, end } of [
    ...edges,
    ...edges.map((edge) => ({ start: edge.start + 10_080, end: edge.end + 10_080 })),
  ]) {
    const last = runs.at(-1);
    if (last?.end === start) last.end = end;
    else runs.push({ start, end });
  }
  const most = Math.max(0, ...runs.map(({ start, end }) => end - start));
  return most >= 10_080 ? Infinity : most;
}

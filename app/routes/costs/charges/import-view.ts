import { CHARGE_COLUMNS, type ChargeImport, type PlannedCharge } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatList } from "~server/kernel/format";
import type { ChargeWords } from "./charge-words";

/** How many lines the page shows; the wrong ones first. */
const SHOWN = 200;
const ORDER = { error: 0, create: 1, same: 2 } as const;
const LOOKS = {
  create: { tone: "ok", icon: "plus" },
  same: { tone: undefined, icon: "check" },
  error: { tone: "no", icon: "triangle-alert" },
} as const;

/** What a table would do, in words. */
export function importView(seen: ChargeImport, pools: readonly string[], actor: Actor, t: ChargeWords) {
  const { locale, timeZone } = actor;
  const cellsOf = new Map(seen.lines.map(({ number, cells }) => [number, cells]));
  // What is to be looked at comes first: a long table is not shown whole.
  const rank = (line: PlannedCharge) =>
    ORDER[line.action] - (line.action === "create" && line.twinOf !== null ? 0.5 : 0);
  const plan = seen.plan.toSorted((a, b) => rank(a) - rank(b) || a.number - b.number);
  return {
    counts: seen.counts,
    ready: seen.counts.error === 0 && seen.counts.create > 0,
    ignored: { count: seen.ignored.length, columns: formatList(seen.ignored, locale) },
    before: seen.before && t("imports.beforeText", { when: formatInstant(seen.before, timeZone, locale) }),
    hidden: Math.max(0, plan.length - SHOWN),
    lines: plan.slice(0, SHOWN).map((line) => {
      const cells = cellsOf.get(line.number) ?? {};
      return {
        number: line.number,
        title: cells.label ?? cells.supplier ?? "…",
        about: [cells.supplier, cells.pool, cells.documentOn, cells.amount].filter(Boolean).join(" · "),
        ...LOOKS[line.action],
        action: t(`imports.action.${line.action}`),
        problems: problemsOf(line, pools, actor, t),
        note: line.action === "create" && line.twinOf !== null ? t("imports.twin", { line: line.twinOf }) : null,
      };
    }),
  };
}

function problemsOf(line: PlannedCharge, pools: readonly string[], { locale }: Actor, t: ChargeWords) {
  if (line.action !== "error") return [];
  return line.problems.map(({ column, code, value, most }) => ({
    heading: CHARGE_COLUMNS[column][0],
    sentence: t(`imports.problem.${code}`, { value, most, pools: formatList(pools, locale) }),
  }));
}

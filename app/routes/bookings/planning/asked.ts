import type { PlanningSearch } from "~server/bookings";
import { isKindKey, type KindKey } from "~server/catalogue";
import {
  addDays,
  addMonths,
  localDateOf,
  parseLocalDate,
  startOfMonth,
  startOfWeek,
  type LocalDate,
} from "~server/kernel/time";

export const VIEWS = ["jour", "semaine", "mois", "liste"] as const;
/** How the planning is looked at, as the address writes it. */
export type View = (typeof VIEWS)[number];

/** What the address asks of the planning; what it says wrongly falls back on today's. */
export interface Asked {
  readonly vue: View;
  readonly jour: LocalDate;
  readonly q: string;
  readonly personnes: number | null;
  /** Only what the structure acted for shares. */
  readonly vous: boolean;
  /** One kind alone. */
  readonly genre: KindKey | null;
  readonly suite: string | null;
}

/** Reads the address of a planning, on the pôle's clock. */
export function readAsked(search: URLSearchParams, now: Date, zone: string): Asked {
  const vue = VIEWS.find((view) => view === search.get("vue")) ?? "jour";
  const kind = search.get("genre") ?? "";
  const people = Number(search.get("personnes"));
  return {
    vue,
    jour: parseLocalDate(search.get("jour") ?? "") ?? localDateOf(now, zone),
    q: (search.get("q") ?? "").trim().slice(0, 100),
    personnes: Number.isInteger(people) && people > 0 && people <= 10_000 ? people : null,
    vous: search.get("vous") === "1",
    genre: isKindKey(kind) ? kind : null,
    suite: search.get("suite"),
  };
}

/** The same as an address: without what is usual. */
export function askedQuery({
  vue,
  jour,
  q,
  personnes,
  vous,
  genre,
  suite,
}: Asked): Record<string, string | number | null> {
  return { vue: vue === "jour" ? null : vue, jour, q: q || null, personnes, vous: vous ? 1 : null, genre, suite };
}

/** The days that a view shows: one, a week from Monday, the weeks that hold a month. */
export function daysShown({ vue, jour }: Pick<Asked, "vue" | "jour">): { from: LocalDate; days: number } {
  if (vue === "jour") return { from: jour, days: 1 };
  if (vue !== "mois") return { from: startOfWeek(jour), days: 7 };
  const from = startOfWeek(startOfMonth(jour));
  const next = startOfMonth(addMonths(jour, 1));
  return { from, days: addDays(from, 35) >= next ? 35 : 42 };
}

/** The days to turn to. */
export function turned({ vue, jour }: Pick<Asked, "vue" | "jour">): { before: LocalDate; after: LocalDate } {
  if (vue === "mois") return { before: addMonths(startOfMonth(jour), -1), after: addMonths(startOfMonth(jour), 1) };
  const days = vue === "jour" ? 1 : 7;
  return { before: addDays(jour, -days), after: addDays(jour, days) };
}

/** What is asked of the server. */
export function searchOf(asked: Asked, structureId: string | null): PlanningSearch {
  return {
    ...daysShown(asked),
    filters: {
      q: asked.q || undefined,
      attendees: asked.personnes,
      kind: asked.genre ?? undefined,
      ownerId: asked.vous && structureId ? structureId : undefined,
    },
    limit: 50,
    cursor: asked.suite,
  };
}

import { isId } from "~server/kernel/ids";
import type { After, Behind } from "~server/usage";
import { readPeriod } from "./asked";

const WHAT = { cout: "at_cost", absences: "no_show", annulees: "cancelled", recettes: "paid" } as const;

/** Which bookings an address asks for. */
export function readBehind(search: URLSearchParams, now: Date, zone: string): Behind {
  const voir = search.get("voir") ?? "";
  const [weekday, hour] = [Number(search.get("jour")), Number(search.get("heure") ?? NaN)];
  const cell =
    Number.isInteger(weekday) && weekday >= 1 && weekday <= 7 && Number.isInteger(hour) && hour >= 0 && hour < 24;
  const [resource, structure] = [search.get("ressource"), search.get("structure")];
  return {
    days: readPeriod(search, now, zone).days,
    what: Object.hasOwn(WHAT, voir) ? WHAT[voir as keyof typeof WHAT] : "used",
    resourceId: resource || null,
    structureId: isId(structure) ? structure : null,
    cell: cell ? { weekday, hour } : null,
  };
}

/** The place in the list from which to go on. */
export function readAfter(search: URLSearchParams): After | null {
  const [start = "", id = ""] = (search.get("suite") ?? "").split(" ");
  return !Number.isNaN(Date.parse(start)) && isId(id) ? { start, id } : null;
}

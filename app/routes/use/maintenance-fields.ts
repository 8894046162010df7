import { instantAt, parseLocalDate, parseTime, type Period } from "~server/kernel/time";

/** The fields of a maintenance, as typed. */
export interface TypedMaintenance {
  readonly du: string;
  readonly duHeure: string;
  readonly au: string;
  readonly auHeure: string;
  readonly raison: string;
}

type Wrong = { readonly field: Exclude<keyof TypedMaintenance, "raison">; readonly code: "day" | "time" };

/** Reads a maintenance on the pôle's clock; or which fields cannot be read. */
export function readMaintenance(text: (name: string) => string, zone: string) {
  const typed: TypedMaintenance = {
    du: text("du"),
    duHeure: text("duHeure"),
    au: text("au"),
    auHeure: text("auHeure"),
    raison: text("raison").slice(0, 300),
  };
  const [from, fromTime] = [parseLocalDate(typed.du), parseTime(typed.duHeure)];
  const [to, toTime] = [parseLocalDate(typed.au), parseTime(typed.auHeure)];
  const wrong: Wrong[] = [];
  if (from === null) wrong.push({ field: "du", code: "day" });
  if (fromTime === null) wrong.push({ field: "duHeure", code: "time" });
  if (to === null) wrong.push({ field: "au", code: "day" });
  if (toTime === null) wrong.push({ field: "auHeure", code: "time" });
  if (from === null || fromTime === null || to === null || toTime === null) return { typed, wrong, period: null };
  const period: Period = { start: instantAt(from, fromTime, zone), end: instantAt(to, toTime, zone) };
  return { typed, wrong, period };
}

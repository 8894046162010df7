import { localDateOf } from "~server/kernel/time";

/** What a figure of the page counts, as its address says it. */
export const BEHIND = {
  besoins: "needs",
  reponses: "answers",
  attributions: "awards",
  montants: "cents",
  "heures-promises": "hours",
  "heures-faites": "hoursDone",
  refus: "refusals",
  avis: "satisfaction",
} as const;
export type Behind = keyof typeof BEHIND;

/** Reads `annee`; what is missing, or no year, is this one on the clock of `zone`. */
export function readYear(search: URLSearchParams, now: Date, zone: string): number {
  const asked = search.get("annee") ?? "";
  return /^20\d\d$/.test(asked) ? Number(asked) : Number(localDateOf(now, zone).slice(0, 4));
}

/** Reads `voir`; what is missing, or unknown, is the needs. */
export function readBehind(search: URLSearchParams): Behind {
  const asked = search.get("voir") ?? "";
  return Object.hasOwn(BEHIND, asked) ? (asked as Behind) : "besoins";
}

import type { BookingsSearch } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";

export const TABS = { a_venir: "upcoming", passees: "past", annulees: "cancelled" } as const;
export type TabKey = keyof typeof TABS;

/** Which bookings the address asks for: one's own or those of the structure, to come, past or cancelled, some words. */
export function readMine(search: URLSearchParams, actor: Actor) {
  const asked = search.get("quand");
  const tab: TabKey = asked === "passees" || asked === "annulees" ? asked : "a_venir";
  const ofStructure = search.get("de") === "structure" && actor.structureId !== null;
  const q = search.get("q")?.trim().slice(0, 100) ?? "";
  const filters = { quand: tab === "a_venir" ? undefined : tab, de: ofStructure ? "structure" : undefined, q };
  const wanted: BookingsSearch = { scope: ofStructure ? "structure" : "mine", when: TABS[tab], q: q || undefined };
  return { tab, ofStructure, filters, wanted };
}

import type { BookingsSearch, BookingState } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { isId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { dayBounds, localDateOf, parseLocalDate, type LocalDate } from "~server/kernel/time";

/** The states to choose from, in the order in which a booking goes through them. */
export const STATES = [
  "offered",
  "requested",
  "confirmed",
  "checked_in",
  "returned",
  "no_show",
  "declined",
  "expired",
  "cancelled",
] as const satisfies readonly BookingState[];

/** Who looks after all the pôle's bookings sees them in one list. @throws Forbidden */
export function allowPoleBookings(actor: Actor): void {
  allow(actor, "bookings.change", null);
}

/** Which of the pôle's bookings an address asks for; what makes no sense is left out. From today on, unless told. */
export function readPoleBookings(search: URLSearchParams, now: Date, zone: string) {
  const day = (name: string): LocalDate | null => parseLocalDate(search.get(name) ?? "");
  const known = search.has("du") ? day("du") : localDateOf(now, zone);
  const to = day("au");
  const [structure, resource] = [search.get("structure"), search.get("ressource")];
  const state = STATES.find((each) => each === search.get("etat")) ?? null;
  const q = search.get("q")?.trim().slice(0, 100) ?? "";
  const typed = {
    du: known ?? "",
    au: to ?? "",
    structure: isId(structure) ? structure : "",
    ressource: isId(resource) ? resource : "",
    etat: state ?? "",
    q,
  };
  const wanted: BookingsSearch = {
    scope: "pole",
    when: "any",
    from: known ? dayBounds(known, zone).start : undefined,
    to: to ? dayBounds(to, zone).end : undefined,
    structureId: typed.structure || undefined,
    resourceId: typed.ressource || undefined,
    state: state ?? undefined,
    q: q || undefined,
  };
  // No first day is another thing than none told.
  return { typed, query: { ...typed, du: typed.du || "tout" }, wanted };
}

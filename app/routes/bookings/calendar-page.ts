import { localPath } from "~/http/local-path";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";

/** The calendar on which a booking was dragged, to come back to as it was: a week or the planning of the pôle. */
export function calendarPage(text: string | null, { poleSlug }: Pick<Actor, "poleSlug">): string | null {
  const page = localPath(text);
  if (!page) return null;
  const [pathname = ""] = page.split(/[?#]/);
  const isCalendar = pathname === paths.planning(poleSlug) || pathname.startsWith(`${paths.catalogue(poleSlug)}/`);
  return isCalendar ? page : null;
}

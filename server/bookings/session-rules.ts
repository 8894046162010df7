import type { Period } from "../kernel/time";
import type { Bookable, Session } from "./bookable";
import type { BrokenRule } from "./problems";

type Dated = Pick<Bookable, "rules" | "sessions">;

/** The session that is exactly at a period; none for a resource that is booked at any hour. */
export function sessionAt({ sessions }: Pick<Dated, "sessions">, { start, end }: Period): Session | undefined {
  return sessions.find(
    (session) => session.start.getTime() === start.getTime() && session.end.getTime() === end.getTime(),
  );
}

/** What is booked by dated sessions is booked at one of them, whole. */
export function decideSession(resource: Dated, wanted: Period, now: Date): BrokenRule[] {
  if (!resource.rules.bySession || wanted.end <= wanted.start || sessionAt(resource, wanted)) return [];
  const next = resource.sessions.filter(({ start }) => start > now).slice(0, 3);
  return [{ code: "not_a_session", next: next.map(({ start, end }) => ({ start, end })) }];
}

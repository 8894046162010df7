import type { When } from "~/routes/bookings/when";
import { resourcePage } from "~/routes/door/resource-page";
import { compositionOf, type LinkedResource, type Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { timeText, wallClock } from "~server/kernel/time";
import type { CompositionWords } from "./manage-tabs";
import { partWords } from "./part-words";
import { sessionLine } from "./session-line";
import { kindIcon } from "./words";

/** What stands around a resource, for its page: its parts, what it is part of, its sessions, what goes with it. */
export async function aroundView(actor: Actor, resource: Resource, when: When | null, t: CompositionWords) {
  const { parts, partOf, sessions, addons } = await compositionOf(actor, resource.id);
  const { timeZone } = actor;
  const linked = ({ id, name, kind }: LinkedResource) => ({
    id,
    name,
    icon: kindIcon(kind),
    // The slot chosen goes with it: the half is looked at when the hall was.
    to: resourcePage(actor, id, when ? { jour: when.query.jour, de: when.query.de, a: when.query.a } : {}),
  });
  // A room that divides has rooms as parts; anything else is a kit.
  const splits = parts.length > 0 && parts.every(({ kind }) => kind === resource.kind && kind !== "equipment");
  return {
    partsTitle: splits ? t("page.splits") : t("page.includes"),
    parts: parts.map((part) => ({ ...linked(part), note: splits ? null : partWords(part, t) })),
    partOf: partOf.map(linked),
    addons: addons.map(linked),
    sessions: resource.bySession
      ? sessions.map((session) => ({
          ...sessionLine(session, actor, t),
          chosen: when?.start.getTime() === session.start.getTime(),
          to: resourcePage(actor, resource.id, slotQuery(session, timeZone)),
        }))
      : null,
  };
}

export type AroundView = Awaited<ReturnType<typeof aroundView>>;

function slotQuery({ start, end }: { start: Date; end: Date }, zone: string) {
  const from = wallClock(start, zone);
  const to = wallClock(end, zone);
  return { jour: from.date, de: timeText(from.minutes), a: timeText(to.minutes) };
}

import { formText } from "~/form-text";
import type { Item, Thing } from "~server/baskets";
import type { Actor } from "~server/kernel/actor";
import { isId } from "~server/kernel/ids";
import { comingHalfDays, readWhen, slotAt, type AskedWhen } from "../bookings/when";

/** What a form or an address asks to put in the basket, as typed and as read. */
export interface AskedThing {
  readonly asked: AskedWhen;
  readonly typed: {
    readonly quantity: string;
    readonly message: string;
    /** Add-ons ticked, with how many of each as typed. */
    readonly addons: Readonly<Record<string, string>>;
  };
  /** Null while something is wrong. */
  readonly thing: (Omit<Thing, "resourceId"> & { readonly addons: ReadonlyMap<string, number> }) | null;
  readonly wrong: { readonly quantity: boolean; readonly message: boolean; readonly addons: readonly string[] };
}

const LONGEST_MESSAGE = 1000;

/** Reads a thing; what is left out is taken from `item`, where it is one that is there already. */
export function readThing(fields: FormData | URLSearchParams, actor: Actor, now: Date, item?: Item): AskedThing {
  const [next] = comingHalfDays(now, actor.timeZone, 1);
  if (!next) throw new Error("There is always a half day to come.");
  const slot = item && slotAt(item.start, item.end, item.attendees, actor.timeZone);
  const asked = readWhen(fields, slot ?? { ...next, people: null }, now, actor.timeZone);
  const text = (name: string, usual: string) => (fields.has(name) ? formText(fields, name).trim() : usual);
  const typed = {
    quantity: text("combien", String(item?.quantity ?? 1)),
    message: text("precisions", item?.message ?? ""),
    addons: Object.fromEntries(
      fields
        .getAll("avec")
        .filter(isId)
        .slice(0, 20)
        .map((id) => [id, text(`combien-${id}`, "1")]),
    ),
  };
  const counts = Object.entries(typed.addons).map(([id, count]): [string, number] => [id, numberOf(count)]);
  const wrong = {
    quantity: numberOf(typed.quantity) === 0,
    message: typed.message.length > LONGEST_MESSAGE,
    addons: counts.filter(([, count]) => count === 0).map(([id]) => id),
  };
  const { when } = asked;
  const isSound = when !== null && !wrong.quantity && !wrong.message && wrong.addons.length === 0;
  const thing = isSound
    ? {
        start: when.start,
        end: when.end,
        attendees: when.people,
        quantity: numberOf(typed.quantity),
        message: typed.message,
        addons: new Map(counts),
      }
    : null;
  return { asked, typed, wrong, thing };
}

/** 0 for what is no number of units. */
function numberOf(text: string): number {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return number <= 1000 ? number : 0;
}

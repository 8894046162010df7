import {
  addBlocking,
  approveRequest,
  cancelBooking,
  cancelSeries,
  declineRequest,
  joinWaiting,
  leaveOffer,
  leaveWaiting,
  moveBooking,
  removeBlocking,
  requestBooking,
  restoreBooking,
  startSeries,
  takeOffer,
  undoMove,
} from "../../../server/bookings";
import { addToBasket, bookTogether, confirmBasket, emptyBasket } from "../../../server/baskets";
import { confirmCalendarImport, previewCalendarImport } from "../../../server/calendars";
import { newId } from "../../../server/kernel/ids";
import { addDays, instantAt, wallClock } from "../../../server/kernel/time";
import { checkIn, giveBack } from "../../../server/use";
import { NAMES, type Asker, type Command, type Name, type Thing } from "./commands";
import type { History } from "./history";
import { isToCome, stateOf, type ModelBooking, type ModelWish } from "./model";
import { followTime } from "./passing";

type Do<What extends Command["do"]> = Extract<Command, { do: What }>;

/** Does one thing in the database, and says so when the model expected something else. */
export async function follow(history: History, command: Command): Promise<void> {
  switch (command.do) {
    case "request":
      return request(history, command);
    case "together":
    case "basket":
      return together(history, command);
    case "series":
      return series(history, command);
    case "cancelSeries":
      return endSeries(history, command.which);
    case "import":
      return bringIn(history, command);
    case "move":
      return move(history, command);
    case "undo":
      return undo(history, command.which);
    case "block":
      return block(history, command);
    case "unblock":
      return unblock(history, command.which);
    case "wait":
      return wait(history, command);
    case "takeOffer":
    case "leaveOffer":
    case "leaveWaiting":
      return answerOffer(history, command.do, command.which);
    case "again":
    case "cancel":
    case "restore":
      return withOne(history, command.do, command.which);
    case "approve":
    case "decline":
      return decide(history, command.do, command.which);
    case "checkIn":
    case "giveBack":
      return use(history, command.do, command.which);
    default:
      return followTime(history, command);
  }
}

function wishOf(history: History, { by, name, quantity, from, length }: Thing & { by: Asker }): ModelWish {
  const { structureId } = history.actorOf(by);
  return { resource: history.town[name], structureId, quantity, ...history.span({ from, length }) };
}

function formOf({ resource, start, end, quantity }: ModelWish) {
  return { resourceId: resource.id, start: new Date(start), end: new Date(end), quantity };
}

/** Whether rules and model say that all of it can be had. */
function expected(history: History, wishes: readonly ModelWish[], without: readonly string[] = []): boolean {
  return wishes.every((wish) => history.allowed(wish)) && history.model.canHave(wishes, without);
}

async function request(history: History, command: Do<"request">): Promise<void> {
  const wish = wishOf(history, command);
  const id = newId();
  const can = expected(history, [wish]);
  const came = await requestBooking(history.actorOf(command.by), { id, ...formOf(wish) });
  if (history.came("request", came, can)) history.take([wish], [id]);
}

async function together(history: History, { do: what, by, things, addon, ...when }: Do<"together" | "basket">) {
  const actor = history.actorOf(by);
  const span = history.span(when);
  const wishes = things.map(({ name, quantity }): ModelWish => {
    return { resource: history.town[name], structureId: actor.structureId, quantity, ...span };
  });
  const id = newId();
  if (what === "together") {
    const can = expected(history, wishes);
    const came = await bookTogether(actor, { id, things: wishes.map(formOf) });
    if (history.came("together", came, can) && came.ok) history.take(wishes, came.value);
    return;
  }
  const goesWith = addon !== null && GOES_WITH[addon].includes(things[0]!.name) ? addon : null;
  const extra = { ...wishes[0]!, resource: history.town[goesWith ?? "cafe"], quantity: 1 };
  for (const [rank, wish] of wishes.entries()) {
    const addons = goesWith && rank === 0 ? [formOf(extra)] : [];
    await addToBasket(actor, { id: newId(), ...formOf(wish), addons });
  }
  const all = goesWith ? [wishes[0]!, extra, ...wishes.slice(1)] : wishes;
  const items = await history.world.owner<{ id: string }[]>`
    select id from basket_items where person_id = ${actor.personId}`;
  const can = expected(history, all);
  const came = await confirmBasket(actor, { id, itemIds: items.map((item) => item.id) });
  if (history.came("basket", came, can) && came.ok) {
    history.take(all, came.value);
    if (goesWith) history.model.set(came.value[1]!, { parentId: came.value[0]! });
  } else await emptyBasket(actor);
}

/** Add-ons, and with what they go. */
const GOES_WITH: Record<"cafe" | "jardin", readonly Name[]> = {
  cafe: NAMES.filter((name) => name !== "cafe"),
  jardin: ["pressoir", "cour", "veille", "projectors", "etang"],
};

async function series(history: History, command: Do<"series">): Promise<void> {
  const actor = history.actorOf(command.by);
  const first = wishOf(history, command);
  const { date, minutes } = wallClock(new Date(first.start), actor.timeZone);
  const lasts = (first.end - first.start) / 60_000;
  const wishes = Array.from({ length: command.count }, (_, day): ModelWish => {
    const start = instantAt(addDays(date, day), minutes, actor.timeZone).getTime();
    return { ...first, start, end: start + lasts * 60_000 };
  });
  const id = newId();
  const can = expected(history, wishes);
  const came = await startSeries(actor, {
    id,
    resourceId: first.resource.id,
    quantity: first.quantity,
    schedule: {
      firstDay: date,
      from: minutes,
      minutes: lasts,
      repetition: { frequency: { every: "day", interval: 1 }, end: { count: command.count } },
      skipsBankHolidays: false,
      skipsSchoolHolidays: false,
    },
    choices: new Map(),
  });
  if (!history.came("series", came, can) || !came.ok) return;
  history.take(
    wishes,
    came.value.bookings.map((booking) => booking.id),
    { seriesId: id },
  );
}

async function endSeries(history: History, which: number): Promise<void> {
  const { model } = history;
  const one = history.pick(model.bookings.values(), which, ({ seriesId }) => seriesId !== null);
  if (!one) return;
  const toCome = [...model.bookings.values()].filter(
    (booking) => booking.seriesId === one.seriesId && isToCome(booking) && booking.start > Date.now(),
  );
  const came = await cancelSeries(history.actorFor(one), { id: one.seriesId! });
  if (history.came("cancel series", came, toCome.length > 0)) for (const { id } of toCome) model.end(id, "cancelled");
}

async function bringIn(history: History, { name, as, gap, ...when }: Do<"import">): Promise<void> {
  const actor = history.actorOf("owner");
  const resource = history.town[name];
  const uid = newId();
  const wishes = [0, gap, 2 * gap].map((later): ModelWish => {
    return {
      resource,
      structureId: actor.structureId,
      quantity: 1,
      ...history.span({ from: when.from + later, length: when.length }),
    };
  });
  const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = wishes.flatMap(({ start, end }, rank) => [
    "BEGIN:VEVENT",
    `UID:${uid}-${rank}`,
    `DTSTAMP:${stamp(Date.now())}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${uid}-${rank}`,
    "END:VEVENT",
  ]);
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//FR", ...lines, "END:VCALENDAR", ""].join("\r\n");
  const file = { id: newId(), resourceId: resource.id, name: "agenda.ics", bytes: Buffer.from(text) };
  const read = await previewCalendarImport(actor, file);
  if (!read.ok) throw new Error(read.problem.code);
  const can = as === "blocking" || expected(history, wishes);
  const form = { resourceId: resource.id, importId: file.id, as, chosen: new Set([0, 1, 2]) };
  const came = await confirmCalendarImport(actor, form);
  if (!history.came(`import as ${as}`, came, can)) return;
  const { owner } = history.world;
  if (as === "blocking") {
    const rows = await owner<{ id: string; start: Date; end: Date }[]>`
      select id, starts_at as start, ends_at as end from blockings where source_uid like ${`${uid}%`}`;
    if (rows.length !== 3) throw new Error("Not every event was brought in.");
    const unitIds = resource.parts.flatMap((part) => part.unitIds);
    for (const { id, start, end } of rows)
      history.model.blockings.set(id, { id, unitIds, except: [], start: start.getTime(), end: end.getTime() });
  } else {
    const rows = await owner<
      { id: string }[]
    >`select id from bookings where title like ${`${uid}%`} order by starts_at`;
    history.take(
      wishes,
      rows.map(({ id }) => id),
      { titled: true },
    );
  }
}

async function move(history: History, command: Do<"move">): Promise<void> {
  const { model } = history;
  const booking = history.pick(model.bookings.values(), command.which);
  if (!booking) return;
  const resource = command.elsewhere ? history.town[command.elsewhere] : booking.resource;
  const quantity = command.elsewhere ? command.quantity : booking.quantity;
  const to: ModelBooking = { ...booking, ...history.span(command), resource, quantity };
  const stays =
    to.start === booking.start &&
    to.end === booking.end &&
    to.resource === booking.resource &&
    to.quantity === booking.quantity;
  const along = goesAlong(history, booking).map((child) => ({ ...child, start: to.start, end: to.end }));
  const all = [to, ...along];
  const begun = !isToCome(booking) || booking.start <= Date.now();
  const ids = all.map(({ id }) => id);
  const can = stays || (!begun && expected(history, all, ids));
  const { id, start, end } = to;
  const came = await moveBooking(history.actorFor(booking), {
    id,
    start: new Date(start),
    end: new Date(end),
    resourceId: resource.id,
    quantity,
  });
  if (!history.came("move", came, can) || stays) return;
  model.moves += 1;
  model.take(all.map((each) => placed(each, stateOf(each), model.bookings.get(each.id)!, model.moves)));
}

function goesAlong({ model }: History, parent: ModelBooking): ModelBooking[] {
  return [...model.bookings.values()]
    .filter(
      (child) =>
        child.parentId === parent.id && isToCome(child) && child.start === parent.start && child.end === parent.end,
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function placed(booking: ModelBooking, state: string, before: ModelBooking, move: number): ModelBooking {
  const { resource, quantity, start, end } = before;
  return {
    ...booking,
    state,
    expiresAt: state === "requested" ? booking.start : null,
    from: { resource, quantity, start, end, state: before.state, move },
  };
}

async function undo(history: History, which: number): Promise<void> {
  const { model } = history;
  const booking = history.pick(model.bookings.values(), which, ({ from }) => from !== null);
  if (!booking?.from) return;
  const back: ModelBooking = { ...booking, ...booking.from };
  const along = goesAlong(history, booking).map((child) => ({ ...child, start: back.start, end: back.end }));
  const all = [back, ...along];
  const can = model.canHave(
    all,
    all.map(({ id }) => id),
  );
  const came = await undoMove(history.actorFor(booking), booking.id);
  if (!history.came("undo", came, can)) return;
  const undone = booking.from.move;
  model.moves += 1;
  model.take(
    all.map((each, rank) => {
      const from = model.bookings.get(each.id)!.from;
      // What was answered or moved on its own since needs its approval again.
      const before = rank === 0 ? back.state : from?.move === undone ? from.state : "requested";
      return placed(
        each,
        before === "confirmed" ? "confirmed" : stateOf(each),
        model.bookings.get(each.id)!,
        model.moves,
      );
    }),
  );
}

async function block(history: History, { name, some, except, ...when }: Do<"block">): Promise<void> {
  const resource = history.town[name];
  const all = resource.parts.flatMap((part) => part.unitIds);
  if (all.length === 0) return;
  const unitIds = some ? all.slice(0, 1) : all;
  const exceptStructures = except ? [history.actorOf("employee").structureId] : [];
  const { start, end } = history.span(when);
  const id = newId();
  const form = { id, resourceId: resource.id, kind: "reserved" as const, unitIds, exceptStructures };
  await addBlocking(history.world.actors.managerAtGue, { ...form, start: new Date(start), end: new Date(end) });
  history.came("block", true, true);
  history.model.blockings.set(id, { id, unitIds, except: exceptStructures, start, end });
}

async function unblock(history: History, which: number): Promise<void> {
  const blocking = history.pick(history.model.blockings.values(), which);
  if (!blocking) return;
  await removeBlocking(history.world.actors.managerAtGue, blocking.id);
  history.came("unblock", true, true);
  history.model.blockings.delete(blocking.id);
}

async function wait(history: History, command: Do<"wait">): Promise<void> {
  const { waiters, bookings } = history.model;
  // What somebody has, mostly; what is free is to be booked, and what has begun is over.
  const wanted = history.pick(bookings.values(), command.which, ({ state }) => LIVE.includes(state));
  if (!wanted) return;
  const { resource, quantity, start, end } = wanted;
  const { structureId } = history.actorOf(command.by);
  const wish: ModelWish = { resource, quantity, start, end, structureId };
  const id = newId();
  const can = history.allowed(wish) && !history.model.canHave([wish]);
  const came = await joinWaiting(history.actorOf(command.by), { id, ...formOf(wish) });
  if (!history.came("wait", came, can) || !came.ok) return;
  const same = [...waiters.values()].find(
    (other) =>
      ["waiting", "offered"].includes(other.state) &&
      other.structureId === wish.structureId &&
      other.resource === wish.resource &&
      other.start === wish.start &&
      other.end === wish.end,
  );
  if (same) {
    if (came.value.id !== same.id) throw new Error("One wish has two places on the waiting list.");
    return;
  }
  waiters.set(id, { ...wish, id, state: "waiting", bookingId: null });
}

async function answerOffer(history: History, what: "takeOffer" | "leaveOffer" | "leaveWaiting", which: number) {
  const { model } = history;
  if (what === "leaveWaiting") {
    const waiter = history.pick(model.waiters.values(), which, ({ state }) => state === "waiting");
    if (!waiter) return;
    await leaveWaiting(history.actorFor(waiter), waiter.id);
    model.waiters.set(waiter.id, { ...waiter, state: "withdrawn" });
    return void history.came("leave the list", true, true);
  }
  const waiter = history.pick(model.waiters.values(), which, ({ state }) => state === "offered");
  if (!waiter) return;
  const booking = model.bookings.get(waiter.bookingId!)!;
  if (what === "leaveOffer") {
    const came = await leaveOffer(history.actorFor(waiter), booking.id);
    history.came("leave an offer", came, true);
    model.end(booking.id, "expired");
    return void model.waiters.set(waiter.id, { ...waiter, state: "withdrawn" });
  }
  const can = booking.expiresAt! > Date.now();
  const came = await takeOffer(history.actorFor(waiter), booking.id);
  if (!history.came("take an offer", came, can)) return;
  const state = stateOf(booking);
  model.set(booking.id, { state, expiresAt: state === "requested" ? booking.start : null });
  model.waiters.set(waiter.id, { ...waiter, state: "taken" });
}

async function withOne(history: History, what: "again" | "cancel" | "restore", which: number): Promise<void> {
  const { model } = history;
  const booking = history.pick(model.bookings.values(), which, fits[what]);
  if (!booking) return;
  const actor = history.actorFor(booking);
  const { id } = booking;
  if (what === "again") {
    const came = await requestBooking(actor, { id, ...formOf(booking) });
    return void history.came("ask again", came, true);
  }
  if (what === "cancel") {
    const can = booking.state === "cancelled" || (isToCome(booking) && booking.start > Date.now());
    const came = await cancelBooking(actor, { id });
    if (history.came("cancel", came, can) && booking.state !== "cancelled") model.end(id, "cancelled");
    return;
  }
  const parent = booking.parentId === null ? null : model.bookings.get(booking.parentId)!;
  // Coffee without its room is not had back.
  const can = booking.state === "cancelled" && model.canHave([booking]) && !(parent && GIVEN_UP.includes(parent.state));
  const came = await restoreBooking(actor, { id });
  if (!history.came("restore", came, can)) return;
  const along = [...model.bookings.values()]
    .filter((child) => child.parentId === id && child.state === "cancelled" && child.ended === booking.ended)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  // What went with it comes back too, where it is still free.
  for (const each of [booking, ...along]) {
    const state = each.wasRequested ? stateOf(each) : "confirmed";
    if (model.canHave([each])) model.take([{ ...each, state, expiresAt: state === "requested" ? each.start : null }]);
  }
}

const LIVE = ["offered", "requested", "confirmed", "checked_in"];
const GIVEN_UP = ["cancelled", "declined", "expired"];

const fits = {
  // A booking made of an event has its title.
  again: (booking: ModelBooking) => !booking.titled,
  cancel: (booking: ModelBooking) => isToCome(booking) || booking.state === "cancelled",
  restore: (booking: ModelBooking) => booking.state === "cancelled" || booking.state === "confirmed",
};

async function decide(history: History, what: "approve" | "decline", which: number): Promise<void> {
  const { model } = history;
  const booking = history.pick(model.bookings.values(), which, ({ state }) => state === "requested");
  if (!booking) return;
  const actor = history.actorOf("owner");
  const can = booking.expiresAt! > Date.now();
  const came =
    what === "approve" ? await approveRequest(actor, booking.id) : await declineRequest(actor, { id: booking.id });
  if (!history.came(what, came, can)) return;
  if (what === "approve") model.set(booking.id, { state: "confirmed", expiresAt: null, from: null });
  else model.end(booking.id, "declined");
}

async function use(history: History, what: "checkIn" | "giveBack", which: number): Promise<void> {
  const { model } = history;
  const live = ["confirmed", "checked_in", "requested"];
  const booking = history.pick(
    model.bookings.values(),
    which,
    ({ state, resource, start }) =>
      resource.used === true && live.includes(state) && (which % 7 === 0 || start < Date.now()),
  );
  if (!booking) return;
  const { id, start, end, state } = booking;
  const now = Date.now();
  const actor = history.actorFor(booking);
  if (what === "checkIn") {
    const can = state === "checked_in" || (state === "confirmed" && start - 15 * 60_000 <= now && now < end);
    const came = await checkIn(actor, { bookingId: id });
    if (history.came("check in", came, can)) model.set(id, { state: "checked_in", from: null });
    return;
  }
  const came = await giveBack(actor, { bookingId: id });
  if (!history.came("give back", came, state === "checked_in")) return;
  const [row] = await history.world.owner<{ at: Date }[]>`select returned_at as at from bookings where id = ${id}`;
  model.set(id, { state: "returned", from: null });
  model.cut(id, row!.at.getTime() + (booking.resource.after ?? 0) * 60_000);
}

import type postgres from "postgres";
import { addToBasket, bookTogether, confirmBasket } from "../../server/baskets";
import {
  addBlocking,
  approveRequest,
  bookingTasks,
  cancelBooking,
  cancelSeries,
  changeSeries,
  declineRequest,
  findFree,
  joinWaiting,
  leaveOffer,
  leaveWaiting,
  monthOf,
  moveBooking,
  removeBlocking,
  requestBooking,
  restoreBooking,
  startSeries,
  takeOffer,
  undoMove,
} from "../../server/bookings";
import { confirmCalendarImport, previewCalendarImport } from "../../server/calendars";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { addDays, localDateOf, startOfWeek } from "../../server/kernel/time";
import { checkIn, giveBack, releaseNoShows } from "../../server/use";
import type { GeneratedPole } from "./generate";

/** The few resources that everybody wants, and what is known of what became of them. */
export interface SoakTown {
  readonly chance: Chance;
  readonly actors: readonly (Actor & { structureId: string })[];
  readonly manager: Actor;
  readonly resources: readonly { id: string; units: number; takesAll: boolean }[];
  /** The last ones made: of some of them another client has done something else meanwhile. */
  readonly bookings: { id: string; actor: Actor; structureId: string }[];
  readonly series: { id: string; actor: Actor; first: string }[];
  readonly blockings: string[];
  readonly waiting: { id: string; actor: Actor }[];
  readonly owner: postgres.Sql;
}

const HALF_HOUR = 30 * 60_000;
const FIVE_MINUTES = 5 * 60_000;
const KEPT = 400;

/** Draws; not repeatable, since what clients meet is not either. */
export class Chance {
  below(n: number): number {
    return Math.floor(Math.random() * n);
  }
  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  weighted(all: Readonly<Record<string, readonly [number, Operation]>>): [string, Operation] {
    const entries = Object.entries(all);
    let left = this.below(entries.reduce((sum, [, [weight]]) => sum + weight, 0));
    for (const [name, [weight, operation]] of entries) {
      if (left < weight) return [name, operation];
      left -= weight;
    }
    throw new Error("Nothing to choose from.");
  }
}

/** Does one thing and tells what came of it: "done", the code of a refusal, or "nothing" where there was nothing to do. */
type Operation = (town: SoakTown) => Promise<string>;

/** Opens a dozen resources to everything: day and night, checked into, some with an approval, a quota or buffers. */
export async function soakTown(owner: postgres.Sql, pole: GeneratedPole): Promise<SoakTown> {
  const { poleId, actor } = pole;
  const rooms = await owner<{ id: string }[]>`
    select id from resources where pole_id = ${poleId} and kind = 'room' order by name limit 8`;
  const pools = await owner<{ id: string }[]>`
    select id from resources where pole_id = ${poleId} and not takes_all_units order by name limit 2`;
  const kits = await owner<{ id: string }[]>`
    select id from resources r where pole_id = ${poleId} and exists (select from resource_parts where resource_id = r.id)
     order by name limit 2`;
  const parts = await owner<{ id: string }[]>`
    select distinct source_id as id from resource_parts where resource_id = any(${kits.map(({ id }) => id)}::uuid[])`;
  const ids = [...new Set([...rooms, ...pools, ...kits, ...parts].map(({ id }) => id))];
  await owner`delete from opening_hours where resource_id = any(${ids}::uuid[])`;
  await owner`delete from quotas where resource_id = any(${ids}::uuid[])`;
  await owner`
    insert into opening_hours (pole_id, resource_id, weekday, opens, closes)
    select ${poleId}, id, weekday, 0, 1440 from unnest(${ids}::uuid[]) id cross join generate_series(1, 7) weekday`;
  await owner`
    update resources set step_minutes = 5, min_minutes = 5, max_minutes = 2880, notice_minutes = 0,
           cancel_notice_minutes = 0, start_step = 'check_in', no_show_minutes = 5 where id = any(${ids}::uuid[])`;
  await owner`update resources set approval = 'manager' where id = any(${rooms.slice(0, 2).map(({ id }) => id)}::uuid[])`;
  await owner`
    insert into quotas (pole_id, resource_id, customer, measure, amount)
    select ${poleId}, id, 'member', 'simultaneous', 3 from unnest(${rooms.slice(2, 4).map(({ id }) => id)}::uuid[]) id`;
  const structures = await owner<{ id: string }[]>`
    select structure_id as id from memberships where pole_id = ${poleId} order by 1 limit 6`;
  const known = await owner<{ id: string; takesAll: boolean; units: number }[]>`
    select id, takes_all_units as "takesAll",
           (select count(*)::int from resource_units where resource_id = r.id) as units
      from resources r where id = any(${ids}::uuid[])`;
  return {
    chance: new Chance(),
    actors: structures.map(({ id }) => ({ ...actor, structureId: id })),
    manager: { ...actor, structureId: null, structureName: null, membership: null, roles: ["manager"] },
    resources: known,
    bookings: [],
    series: [],
    blockings: [],
    waiting: [],
    owner,
  };
}

const answer = (outcome: { ok: true } | { ok: false; problem: { code: string } }) =>
  outcome.ok ? "done" : outcome.problem.code;

/** Keeps the last ones only. */
function remember<T>(list: T[], ...items: T[]): void {
  list.push(...items);
  if (list.length > KEPT) list.splice(0, list.length - KEPT);
}

/** Half an hour to two hours on a half-hour of the coming day and a half; one in six begins in some minutes. */
function period({ chance }: SoakTown, now = Date.now()) {
  const soon = chance.below(6) === 0;
  const step = soon ? FIVE_MINUTES : HALF_HOUR;
  const start = (Math.ceil(now / step) + 1 + (soon ? chance.below(2) : chance.below(70))) * step;
  return { start: new Date(start), end: new Date(start + (1 + chance.below(4)) * (soon ? step : HALF_HOUR)) };
}

function thing(town: SoakTown, when = period(town)) {
  const { id, units, takesAll } = town.chance.of(town.resources);
  return { resourceId: id, quantity: takesAll ? 1 : 1 + town.chance.below(units), ...when };
}

/** An operation on one of the last bookings, by its own structure. */
function onBooking(work: (town: SoakTown, booking: SoakTown["bookings"][number]) => Promise<string>): Operation {
  return (town) =>
    town.bookings.length === 0 ? Promise.resolve("nothing") : work(town, town.chance.of(town.bookings));
}

async function request(town: SoakTown): Promise<string> {
  const actor = town.chance.of(town.actors);
  const form = { id: newId(), ...thing(town) };
  const outcome = await requestBooking(actor, form);
  if (outcome.ok) remember(town.bookings, { id: form.id, actor, structureId: actor.structureId });
  return answer(outcome);
}

async function requestTwice(town: SoakTown): Promise<string> {
  const actor = town.chance.of(town.actors);
  const form = { id: newId(), ...thing(town) };
  const both = await Promise.all([requestBooking(actor, form), requestBooking(actor, form)]);
  const [one] = both.filter(({ ok }) => ok);
  if (one) remember(town.bookings, { id: form.id, actor, structureId: actor.structureId });
  return answer(one ?? both[0]);
}

async function together(town: SoakTown): Promise<string> {
  const actor = town.chance.of(town.actors);
  const when = period(town);
  const things = Array.from({ length: 2 + town.chance.below(3) }, () => thing(town, when));
  const outcome = await bookTogether(actor, { id: newId(), things });
  if (outcome.ok)
    remember(town.bookings, ...outcome.value.map((id) => ({ id, actor, structureId: actor.structureId })));
  return answer(outcome);
}

async function basket(town: SoakTown): Promise<string> {
  const actor = town.chance.of(town.actors);
  const when = period(town);
  const itemIds = [newId(), newId()];
  for (const id of itemIds) {
    const put = await addToBasket(actor, { id, ...thing(town, when) });
    if (!put.ok) {
      await town.owner`delete from basket_items where person_id = ${actor.personId}`;
      return put.problem.code;
    }
  }
  const outcome = await confirmBasket(actor, { id: newId(), itemIds });
  return answer(outcome);
}

async function series(town: SoakTown): Promise<string> {
  const actor = town.chance.of(town.actors);
  const id = newId();
  const outcome = await startSeries(actor, {
    id,
    resourceId: thing(town).resourceId,
    schedule: {
      firstDay: addDays(localDateOf(new Date(), actor.timeZone), 1),
      from: 30 * town.chance.below(46),
      minutes: 60,
      repetition: { frequency: { every: "day", interval: 1 }, end: { count: 2 + town.chance.below(5) } },
      skipsBankHolidays: false,
      skipsSchoolHolidays: false,
    },
    choices: new Map(),
  });
  if (outcome.ok) {
    const [first] = outcome.value.bookings;
    remember(town.series, { id, actor, first: first?.recurrence ?? "" });
    remember(
      town.bookings,
      ...outcome.value.bookings.map((booking) => ({ id: booking.id, actor, structureId: actor.structureId })),
    );
  }
  return answer(outcome);
}

function onSeries(work: (town: SoakTown, one: SoakTown["series"][number]) => Promise<string>): Operation {
  return (town) => (town.series.length === 0 ? Promise.resolve("nothing") : work(town, town.chance.of(town.series)));
}

const shiftSeries = onSeries(async (town, { id, actor, first }) =>
  answer(
    await changeSeries(actor, {
      id,
      scope: town.chance.of(["one", "following", "all"] as const),
      date: first,
      changes: { from: 30 * town.chance.below(46), minutes: 60 },
      choices: new Map(),
    }),
  ),
);

const move = onBooking(async (town, { id, actor }) => {
  const { resourceId, start, end } = thing(town);
  const elsewhere = town.chance.below(2) === 0 ? { resourceId } : {};
  return answer(await moveBooking(actor, { id, start, end, ...elsewhere }));
});

async function wait(town: SoakTown): Promise<string> {
  const actor = town.chance.of(town.actors);
  const id = newId();
  const outcome = await joinWaiting(actor, { id, ...thing(town) });
  if (outcome.ok) remember(town.waiting, { id: outcome.value.id, actor });
  return answer(outcome);
}

/** Takes or leaves the time offered to somebody who waits. */
async function answerOffer(town: SoakTown): Promise<string> {
  const [offer] = await town.owner<{ id: string; structureId: string }[]>`
    select booking_id as id, structure_id as "structureId" from waiting where state = 'offered' order by random() limit 1`;
  const actor = town.actors.find(({ structureId }) => structureId === offer?.structureId);
  if (!offer || !actor) return "nothing";
  return answer(await (town.chance.below(3) === 0 ? leaveOffer : takeOffer)(actor, offer.id));
}

async function decide(town: SoakTown): Promise<string> {
  const [asked] = await town.owner<{ id: string }[]>`
    select id from bookings where state = 'requested' order by random() limit 1`;
  if (!asked) return "nothing";
  return answer(
    town.chance.below(3) === 0
      ? await declineRequest(town.manager, { id: asked.id, reason: "Travaux" })
      : await approveRequest(town.manager, asked.id),
  );
}

async function block(town: SoakTown): Promise<string> {
  const { resourceId, start, end } = thing(town);
  const exceptStructures = town.chance.below(3) === 0 ? [town.actors[0]!.structureId] : [];
  const form = { id: newId(), resourceId, kind: "maintenance" as const, start, end, exceptStructures };
  remember(town.blockings, (await addBlocking(town.manager, form)).blockingId);
  return "done";
}

async function unblock(town: SoakTown): Promise<string> {
  const id = town.blockings.splice(town.chance.below(town.blockings.length), 1)[0];
  if (!id) return "nothing";
  await removeBlocking(town.manager, id);
  return "done";
}

async function bringIn(town: SoakTown): Promise<string> {
  const actor = { ...town.chance.of(town.actors), roles: ["employee", "manager"] as Actor["roles"] };
  const { resourceId } = thing(town);
  const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, "");
  const events = [period(town), period(town)].flatMap(({ start, end }) => [
    "BEGIN:VEVENT",
    `UID:${newId()}`,
    `DTSTAMP:${stamp(new Date())}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    "SUMMARY:Importé",
    "END:VEVENT",
  ]);
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bench//FR", ...events, "END:VCALENDAR", ""].join("\r\n");
  const file = { id: newId(), resourceId, name: "agenda.ics", bytes: Buffer.from(text) };
  const read = await previewCalendarImport(actor, file);
  if (!read.ok) return read.problem.code;
  const as = town.chance.of(["blocking", "booking", "booking"] as const);
  return answer(await confirmCalendarImport(actor, { resourceId, importId: file.id, as, chosen: new Set([0, 1]) }));
}

const done = (work: (town: SoakTown) => Promise<unknown>): Operation => {
  return async (town) => {
    await work(town);
    return "done";
  };
};

/** What clients do, and how often each beside the others. */
export const OPERATIONS: Readonly<Record<string, readonly [weight: number, Operation]>> = {
  "ask for one thing": [20, request],
  "ask twice at once": [3, requestTwice],
  "ask for several": [8, together],
  "confirm a basket": [4, basket],
  "start a series": [4, series],
  "change a series": [2, shiftSeries],
  "cancel a series": [2, onSeries(async (_, { id, actor }) => answer(await cancelSeries(actor, { id })))],
  move: [8, move],
  "undo a move": [4, onBooking(async (_, { id, actor }) => answer(await undoMove(actor, id)))],
  cancel: [10, onBooking(async (_, { id, actor }) => answer(await cancelBooking(actor, { id })))],
  restore: [4, onBooking(async (_, { id, actor }) => answer(await restoreBooking(actor, { id })))],
  "answer a request": [4, decide],
  wait: [8, wait],
  "leave a waiting list": [
    1,
    async ({ waiting, chance }) => {
      if (waiting.length === 0) return "nothing";
      const { id, actor } = chance.of(waiting);
      await leaveWaiting(actor, id);
      return "done";
    },
  ],
  "answer an offer": [4, answerOffer],
  block: [2, block],
  unblock: [3, unblock],
  "bring a calendar in": [2, bringIn],
  "check in": [5, onBooking(async (_, { id, actor }) => answer(await checkIn(actor, { bookingId: id })))],
  "give back": [3, onBooking(async (_, { id, actor }) => answer(await giveBack(actor, { bookingId: id })))],
  "offer what is free": [1, done(({ manager }) => bookingTasks["offer-waiting"]({ poleId: manager.poleId }))],
  "end what is overdue": [1, done(() => bookingTasks["end-overdue"]())],
  "release what nobody came for": [1, done(() => releaseNoShows())],
  "look for what is free": [4, done((town) => findFree(town.chance.of(town.actors), { ...period(town), limit: 24 }))],
  "look at a month": [
    2,
    done(({ actors: [actor] }) => {
      const from = startOfWeek(localDateOf(new Date(), actor!.timeZone));
      return monthOf(actor!, { from, days: 42, limit: 50 });
    }),
  ],
};

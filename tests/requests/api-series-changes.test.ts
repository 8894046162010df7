import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loader as bookings } from "../../app/routes/api/bookings";
import { loader as series } from "../../app/routes/api/series";
import { loader as changes } from "../../app/routes/api/series-changes";
import { loader as changesPreview } from "../../app/routes/api/series-changes-preview";
import { loader as start } from "../../app/routes/api/series-start";
import { addDays, weekdayOf } from "../../server/kernel/time";
import type { ApiAnswer } from "../support/api";
import { asking, tokensOf, type Tokens } from "../support/api-people";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
let tokens: Tokens = {};
beforeAll(async () => {
  world = await openWorld();
  tokens = await tokensOf(world, { employee: "gue", partner: "mairie" });
}, 60_000);
afterAll(() => world.close());
const { send, read } = asking(() => tokens, "employee");

let day: string;
let used = 0;
beforeEach(() => {
  day = workday((used += 1));
});

const period = (from = "14:00", to = "17:00", on = day) => ({
  start: at(on, from).toISOString(),
  end: at(on, to).toISOString(),
});

describe("a series by the API", () => {
  const dates = ({ json }: ApiAnswer) =>
    (json.bookings as { date: string; start: string; end: string; title: string | null; state: string }[]).filter(
      ({ state }) => state !== "cancelled",
    );
  async function started(room: { id: string }): Promise<ApiAnswer> {
    const body = {
      resourceId: room.id,
      firstDay: workday(3),
      from: "09:00",
      to: "11:00",
      rrule: `FREQ=WEEKLY;BYDAY=${["MO", "TU", "WE", "TH", "FR"][weekdayOf(workday(3)) - 1]};COUNT=4`,
    };
    const made = await send(start, body);
    expect([made.status, made.json.code]).toEqual([201, undefined]);
    return made;
  }

  test("changes one date, it and the following ones, or all to come", async () => {
    const made = await started(world.rooms.etang);
    const params = { series: String(made.json.id) };
    const [first, second, third] = dates(made);
    const one = await send(changes, { scope: "one", date: second!.date, from: "10:00", to: "11:00" }, { params });
    expect([one.status, one.json.code]).toEqual([200, undefined]);
    expect(one.json).toMatchObject({ changed: 1, cancelled: 0, kept: 0, series: { id: params.series } });
    const after = dates(await read(series, params));
    expect(after.map(({ start: from }) => from.slice(11, 16))).toEqual(["09:00", "10:00", "09:00", "09:00"]);

    const rest = await send(
      changes,
      { scope: "following", date: third!.date, from: "14:00", to: "15:00", title: "Chorale" },
      { params },
    );
    expect(rest.json).toMatchObject({ changed: 2, series: { previousId: params.series, title: "Chorale" } });
    expect(dates(await read(series, params))).toHaveLength(2);
    const all = await send(changes, { scope: "all", attendees: 6 }, { params });
    expect(all.json).toMatchObject({ changed: 2 });
    expect(first!.date).toBe(`${workday(3)}T09:00`);
  });

  test("changes nothing when a date cannot be had so, names it, and does what is chosen of it", async () => {
    const made = await started(world.rooms.pressoir);
    const params = { series: String(made.json.id) };
    const taken = addDays(workday(3), 7);
    const other = { resourceId: world.rooms.pressoir.id, ...period("13:00", "14:00", taken) };
    expect((await send(bookings, other, { by: "partner" })).status).toBe(201);
    const asked = { scope: "all", from: "12:00", to: "14:00" };
    const look = await send(changesPreview, asked, { params });
    expect([look.status, look.json.code]).toEqual([200, undefined]);
    const seen = look.json.dates as { date: string; free: boolean; errors: { code: string }[] }[];
    expect(seen.map(({ free }) => free)).toEqual([true, false, true, true]);
    expect(seen[1]).toMatchObject({ date: `${taken}T09:00`, choice: "change", errors: [{ code: "slot_taken" }] });
    const refused = await send(changes, asked, { params });
    expect([refused.status, refused.json.code]).toEqual([409, "dates_refused"]);
    const [{ date, errors } = { date: "", errors: [] }] = refused.json.dates as {
      date: string;
      errors: { code: string }[];
    }[];
    expect([date, errors[0]?.code]).toEqual([`${taken}T09:00`, "slot_taken"]);
    expect(dates(await read(series, params)).every(({ start: from }) => from.includes("T09:00"))).toBe(true);
    const choices = [{ date, do: "cancel" }];
    const sum = (await send(changesPreview, { ...asked, choices }, { params })).json.total as { amountCents: number };
    expect(sum).toEqual({ amountCents: 3600, currency: "EUR" });
    const dearer = await send(changes, { ...asked, choices, shownCents: sum.amountCents - 1 }, { params });
    expect([dearer.status, dearer.json.code, dearer.json.price]).toEqual([409, "dearer", sum]);
    const chosen = await send(changes, { ...asked, choices, shownCents: sum.amountCents }, { params });
    expect([chosen.json.code, chosen.json]).toMatchObject([undefined, { changed: 3, cancelled: 1 }]);
  });

  test("moves to another weekday, in the same weeks", async () => {
    const made = await started(world.rooms.projectors);
    const params = { series: String(made.json.id) };
    const from = weekdayOf(workday(3));
    const to = from === 5 ? 4 : from + 1;
    const { status, json } = await send(changes, { scope: "all", weekdays: [{ from, to }] }, { params });
    expect([status, json.code]).toEqual([200, undefined]);
    const days = dates(await read(series, { series: (json.series as { id: string }).id }));
    expect(new Set(days.map(({ start: day }) => weekdayOf(day.slice(0, 10))))).toEqual(new Set([to]));
  });

  test("is not another structure's to change, nor half told", async () => {
    const made = await started(world.rooms.jardin);
    const params = { series: String(made.json.id) };
    expect((await send(changes, { scope: "all", title: "X" }, { params, by: "partner" })).status).toBe(403);
    for (const [body, field] of [
      [{ scope: "one", title: "X" }, "date"],
      [{ scope: "all", from: "10:00" }, "to"],
      [{ scope: "everything" }, "scope"],
    ] as const) {
      const { status, json } = await send(changes, body, { params });
      expect([status, (json.errors as { field: string }[]).map((error) => error.field)]).toEqual([422, [field]]);
    }
    const reversed = await send(changes, { scope: "all", from: "11:00", to: "10:00" }, { params });
    expect(reversed.json.code).toBe("ends_before_start");
    const rrule = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=5";
    const daily = { resourceId: world.rooms.jardin.id, firstDay: workday(3), from: "15:00", to: "16:00", rrule };
    const twice = { params: { series: String((await send(start, daily)).json.id) } };
    const same = await send(changes, { scope: "all", weekdays: [{ from: 1, to: 2 }] }, twice);
    expect([same.status, same.json.code]).toEqual([422, "same_day"]);
    const foreign = { scope: "all", resourceId: world.rooms.lagon.id };
    expect((await send(changes, foreign, { params })).status).toBe(404);
  });
});

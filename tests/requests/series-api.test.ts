import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as oneSeries } from "../../app/routes/api/series";
import { loader as cancellation } from "../../app/routes/api/series-cancellation";
import { loader as preview } from "../../app/routes/api/series-preview";
import { loader as series } from "../../app/routes/api/series-start";
import { addDays, weekdayOf } from "../../server/kernel/time";
import { issueApiToken } from "../../server/poles";
import { askApi, posting } from "../support/api";
import { workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
let token: string;
let stranger: string;
beforeAll(async () => {
  world = await openWorld();
  await world.owner`update resources set horizon_days = 400`;
  const tokenOf = (person: "employee" | "owner", structure: "gue" | "tablee") =>
    issueApiToken({ email: world.people[person].email, structureSlug: world.structures[structure].slug });
  token = await tokenOf("employee", "gue");
  stranger = await tokenOf("owner", "tablee");
});
afterAll(() => world.close());

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

function asked(firstDay: string, changes: object = {}) {
  return {
    resourceId: world.rooms.pressoir.id,
    firstDay,
    from: "14:00",
    to: "16:00",
    rrule: `FREQ=WEEKLY;BYDAY=${DAYS[weekdayOf(firstDay) - 1]};COUNT=3`,
    title: "Atelier",
    ...changes,
  };
}

describe("series by the API", () => {
  test("are previewed, booked, read, and cancelled from one date on", async () => {
    const day = workday(3);
    const [second, third] = [addDays(day, 7), addDays(day, 14)];
    const seen = await askApi(preview, { token, ...posting("/series/preview", asked(day)) });
    expect(seen.status).toBe(200);
    expect(seen.json).toMatchObject({
      total: { amountCents: 3600 },
      dates: [{ free: true }, { free: true }, { free: true }],
    });

    const choices = [{ date: `${second}T14:00`, do: "skip" }];
    const started = await askApi(series, { token, ...posting("/series", asked(day, { choices, shownCents: 2400 })) });
    expect(started.status).toBe(201);
    expect(started.json.bookings).toMatchObject([{ date: `${day}T14:00` }, { date: `${third}T14:00` }]);
    const id = String(started.json.id);

    const taken = await askApi(preview, { token: stranger, ...posting("/series/preview", asked(day)) });
    expect(taken.json).toMatchObject({
      dates: [{ errors: [{ code: "slot_taken" }], canWait: true }, { free: true }, {}],
    });
    const refused = await askApi(series, { token: stranger, ...posting("/series", asked(day)) });
    expect(refused.status).toBe(409);
    expect(refused.json).toMatchObject({
      code: "dates_refused",
      dates: [{ date: `${day}T14:00` }, { date: `${third}T14:00` }],
    });

    const of = { params: { series: id } };
    const body = posting(`/series/${id}/cancellation`, { from: `${third}T14:00` });
    expect((await askApi(cancellation, { token: stranger, ...body, ...of })).status).toBe(403);
    expect((await askApi(cancellation, { token, ...body, ...of })).json.bookings).toMatchObject([
      { state: "confirmed" },
      { state: "cancelled" },
    ]);
    expect((await askApi(cancellation, { token, ...body, ...of })).json).toMatchObject({ code: "nothing_to_come" });
    const read = await askApi(oneSeries, { token, path: `/series/${id}`, ...of });
    expect(read.json).toMatchObject({ id, rrule: asked(day).rrule, from: "14:00", minutes: 120 });
  });

  test("say what is wrong with a rule", async () => {
    const day = workday(4);
    const codeOf = async (changes: object) =>
      (await askApi(series, { token, ...posting("/series", asked(day, changes)) })).json.code;
    expect(await codeOf({ rrule: "FREQ=SECONDLY;COUNT=9" })).toBe("unknown_rrule");
    expect(await codeOf({ rrule: "FREQ=DAILY;COUNT=10000" })).toBe("too_many_dates");
    expect(await codeOf({ to: "14:00" })).toBe("ends_before_start");
  });
});

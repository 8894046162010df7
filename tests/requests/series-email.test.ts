import { Logger, runOnce } from "graphile-worker";
import ICAL from "ical.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { paths } from "../../app/paths";
import { cancelSeries, startSeries } from "../../server/bookings";
import { newId } from "../../server/kernel/ids";
import { weekdayOf } from "../../server/kernel/time";
import { tasks } from "../../server/notifications";
import { workday } from "../support/times";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  delete process.env.SMTP_URL;
  process.env.PUBLIC_URL = "https://grappe.example";
  world = await openWorld();
  await world.owner`update resources set horizon_days = 400`;
});
afterAll(() => world.close());

interface Mail {
  topic: string;
  subject: string;
  text_body: string;
  attachments: { content: string }[];
}

/** All that is due, by a real worker; then the mails of the series. */
async function mailsOf(seriesId: string): Promise<Mail[]> {
  const logger = new Logger(() => () => {});
  await runOnce({ connectionString: world.ownerUrl, taskList: tasks, noHandleSignals: true, logger });
  return world.owner<Mail[]>`select * from emails where thread = ${`series/${seriesId}`} order by created_at`;
}

/** The events of a mail's calendar file, as another program reads them. */
function eventsOf(mail: Mail | undefined) {
  const calendar = new ICAL.Component(ICAL.parse(mail?.attachments[0]?.content ?? "") as never);
  return calendar.getAllSubcomponents("vevent").map((event) => ({
    uid: String(event.getFirstPropertyValue("uid")),
    status: String(event.getFirstPropertyValue("status")),
    sequence: Number(event.getFirstPropertyValue("sequence")),
  }));
}

test("a series of twelve dates is one mail with twelve events; cancelling eight of them is another, with those eight", async () => {
  const day = workday(3);
  const id = newId();
  const started = await startSeries(world.actors.employee, {
    id,
    resourceId: world.rooms.etang.id,
    title: "Réunion d’équipe",
    choices: new Map(),
    schedule: {
      firstDay: day,
      from: 600,
      minutes: 60,
      repetition: { frequency: { every: "week", interval: 1, weekdays: [weekdayOf(day)] }, end: { count: 12 } },
      skipsBankHolidays: false,
      skipsSchoolHolidays: false,
    },
  });
  const bookings = started.ok ? started.value.bookings : [];
  const [confirmed, ...others] = await mailsOf(id);
  expect(others).toEqual([]);
  expect(confirmed?.subject).toContain("12 dates");
  const events = eventsOf(confirmed);
  expect(events.map(({ uid }) => uid)).toEqual(bookings.map((booking) => `booking-${booking.id}@grappe`));
  expect(new Set(events.map(({ status }) => status))).toEqual(new Set(["CONFIRMED"]));
  const text = confirmed?.text_body ?? "";
  expect(text).toContain(`https://grappe.example${paths.series(world.poles.orme.slug, id)}`);

  await cancelSeries(world.actors.employee, { id, from: bookings[4]!.recurrence!, reason: "Travaux" });
  const [, cancelled, ...more] = await mailsOf(id);
  expect(more).toEqual([]);
  expect(cancelled?.topic).toBe("series-cancelled");
  expect(eventsOf(cancelled)).toEqual(
    bookings.slice(4).map((booking) => ({ uid: `booking-${booking.id}@grappe`, status: "CANCELLED", sequence: 1 })),
  );
  const single = await world.owner`select from emails where thread like 'booking/%'`;
  expect(single).toHaveLength(0);
});

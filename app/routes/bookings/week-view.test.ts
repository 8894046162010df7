import { describe, expect, it } from "vitest";
import { translator } from "~/i18n/translator";
import { everyWeek, type Day, type Segment, type Week } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { addDays } from "~server/kernel/time";
import { slotOn } from "./when";
import { weekView } from "./week-view";

const MONDAY = "2026-11-23";
const NOW = new Date("2026-11-23T05:00:00Z");
const actor: Actor = {
  personId: "p",
  personName: "Nadia Ferhat",
  poleId: "o",
  poleSlug: "orme",
  poleName: "Orme",
  timeZone: "Europe/Paris",
  structureId: "s",
  structureName: "Les Jardins du Gué",
  structureColour: 1,
  membership: "member",
  guest: null,
  homePoleId: null,
  roles: ["employee"],
  locale: "fr",
};

const closed = (start: number, end: number): Segment => ({ kind: "closed", start, end, occupation: null });
const free = (start: number, end: number): Segment => ({ kind: "free", start, end, occupation: null });
const taken = (start: number, end: number): Segment => ({
  kind: "taken",
  start,
  end,
  occupation: {
    bookingId: "b",
    resourceId: "r",
    start: NOW,
    end: NOW,
    state: "confirmed",
    structureId: "t",
    structureName: "La Grande Tablée",
    structureColour: 4,
    ours: false,
    title: null,
  },
});

/** Open from 8 to 12 on Monday and Tuesday; Tuesday is taken from 9:30. */
function week(): Week {
  const days = Array.from({ length: 7 }, (_, index): Day => ({
    date: addDays(MONDAY, index),
    segments: [closed(0, 1440)],
  }));
  days[0] = { date: MONDAY, segments: [closed(0, 480), free(480, 720), closed(720, 1440)] };
  days[1] = {
    date: addDays(MONDAY, 1),
    segments: [closed(0, 480), free(480, 570), taken(570, 720), closed(720, 1440)],
  };
  return {
    resourceId: "r",
    resourceName: "Salle du Pressoir",
    archived: false,
    barred: null,
    stepMinutes: 30,
    minMinutes: 60,
    maxMinutes: 240,
    hours: everyWeek([1, 2].map((weekday) => ({ weekday, opens: 480, closes: 720 }))),
    days,
    earliestStart: NOW,
    lastDay: addDays(MONDAY, 30),
  };
}

const view = async (chosen = slotOn({ day: MONDAY, from: 540, to: 660, people: 5 }, "Europe/Paris")) =>
  weekView(week(), MONDAY, chosen, NOW, actor, await translator("fr", "bookings"));

describe("the week of a room", () => {
  it("shows the days it opens, and every row of every day", async () => {
    const { days, hours } = await view();
    expect(days.map(({ key }) => key)).toEqual(["2026-11-23", "2026-11-24"]);
    for (const { slots } of days) expect(slots.reduce((sum, { span }) => sum + span, 0)).toBe(hours.length);
  });

  it("cuts its rows where something begins within an hour", async () => {
    expect((await view()).hours).toEqual(
      ["8 h", "", "9 h", "", "10 h", "", "11 h", ""].map((hour) => hour.replace(" ", "\u00a0")),
    );
  });

  it("shows the choice in place of the free time it takes", async () => {
    const [monday] = (await view()).days;
    expect(monday?.slots.map(({ kind, span }) => [kind, span])).toEqual([
      ["free", 2],
      ["pick", 4],
      ["free", 2],
    ]);
  });

  it("chooses from a free hour as long as the last choice, where it fits", async () => {
    const [monday, tuesday] = (await view()).days;
    expect(monday?.slots[0]?.href).toBe(
      "/poles/orme/catalogue/r?jour=2026-11-23&de=08%3A00&a=10%3A00&personnes=5#reserver",
    );
    expect(tuesday?.slots[0]?.href).toContain("de=08%3A00&a=09%3A30");
  });

  it("never chooses less than can be booked: the last half-hour leads to the hour that holds it", async () => {
    const [, tuesday] = (await view()).days;
    expect(tuesday?.slots[1]).toMatchObject({ kind: "free", span: 1 });
    expect(tuesday?.slots[1]?.href).toContain("de=08%3A30&a=09%3A30");
    expect(tuesday?.slots[2]).toMatchObject({ kind: "taken", label: "La Grande Tablée", span: 5 });
  });

  it("turns to the next week up to the horizon, and not to what is past", async () => {
    const { previous, next } = await view();
    expect(previous).toBeNull();
    expect(next).toContain("semaine=2026-11-30");
  });
});

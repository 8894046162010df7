import { expect, test, type Locator, type Page } from "playwright/test";
import postgres from "postgres";
import { addDays, startOfWeek, type LocalDate } from "../../server/kernel/time";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible, ownRoom } from "../support/journey-things";

// Drawing wants a pointer and room: on a telephone the same is done by the form, which booking pages lead to.
let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

const open = { opens: 8, closes: 18 };

/** A room of this journey, open from 8 to 18, and when each of its bookings is. */
async function room(name: string): Promise<string> {
  const { id } = await ownRoom(sql, name);
  await sql`update opening_hours set opens = ${open.opens * 60}, closes = ${open.closes * 60} where resource_id = ${id}`;
  return id;
}

async function book(page: Page, id: string, day: LocalDate, from: string, to: string): Promise<string> {
  await page.goto(`${POLE}/reservations/nouvelle?ressource=${id}&jour=${day}&de=${from}&a=${to}`);
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

async function placeOf(booking: string): Promise<string> {
  const [row] = await sql<{ place: string }[]>`
    select r.name || ' ' || to_char(starts_at at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') || '-'
           || to_char(ends_at at time zone 'Europe/Paris', 'HH24:MI') as place
      from bookings b join resources r on r.id = b.resource_id where b.id = ${booking}`;
  return row?.place ?? "";
}

/** The column of the calendar that is so many from the left, and where an hour is on it. */
function column(page: Page, rank: number): Locator {
  return page.locator(".rbc-day-slot").nth(rank);
}

async function pointAt(target: Locator, hour: number): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error("The column is not drawn.");
  return { x: box.x + box.width / 2, y: box.y + ((hour - open.opens) / (open.closes - open.opens)) * box.height };
}

/** The booking of ours that is drawn in a column, and where to take it: not by its edge. */
const drawn = (of: Locator) => of.locator(".rbc-event.drawn-mine");

async function takeUp(page: Page, event: Locator): Promise<{ x: number; y: number }> {
  // The whole calendar is in sight, or what is carried would leave the window.
  await page
    .locator(".drawn-calendar")
    .evaluate((calendar) => calendar.scrollIntoView({ block: "center", behavior: "instant" }));
  let at = { x: 0, y: 0 };
  // Drawn is not yet ready: taken before the calendar listens, it stays where it is, and is taken again.
  await expect(async () => {
    // Waits until it stands still and nothing lies over it.
    await event.hover();
    const box = await event.boundingBox();
    if (!box) throw new Error("The booking is not drawn.");
    at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    // The first move tells the library that it is a drag.
    await page.mouse.move(at.x + 4, at.y + 6);
    try {
      await expect(page.locator(".rbc-addons-dnd-drag-preview")).toBeVisible({ timeout: 2000 });
    } catch (error) {
      await letGo(page);
      throw error;
    }
  }).toPass({ timeout: 20_000 });
  return at;
}

/** Drags what was taken up so many hours down and columns to the right, and holds it there until it reads `shown`. */
async function carry(
  page: Page,
  from: { x: number; y: number },
  shown: RegExp,
  hours: number,
  across = 0,
): Promise<void> {
  const [top, bottom] = [await pointAt(column(page, 0), open.opens), await pointAt(column(page, 0), open.closes)];
  const next = await pointAt(column(page, 1), open.opens);
  const x = from.x + across * (next.x - top.x);
  const y = from.y + (hours * (bottom.y - top.y)) / (open.closes - open.opens);
  await page.mouse.move((from.x + x) / 2, (from.y + y) / 2, { steps: 4 });
  await page.mouse.move(x, y, { steps: 4 });
  // A busy browser has not seen every move yet.
  await expect(async () => {
    await page.mouse.move(x - 2, y);
    await page.mouse.move(x, y);
    await expect(page.locator(".rbc-addons-dnd-drag-preview")).toContainText(shown, { timeout: 500 });
  }).toPass({ timeout: 6000 });
}

/** Lets go of elsewhere: on the booking it would be a click, which opens it; on the calendar, a move. */
async function letGo(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await page.mouse.up();
}

/** Takes a booking up and carries it; one that does not follow is let go of and taken up again. */
async function dragTo(page: Page, event: Locator, shown: RegExp, hours: number, across = 0): Promise<void> {
  await expect(async () => {
    const from = await takeUp(page, event);
    try {
      await carry(page, from, shown, hours, across);
    } catch (error) {
      await letGo(page);
      throw error;
    }
  }).toPass({ timeout: 60_000 });
}

/** Takes a booking by its lower edge and carries that; one that does not follow is let go of and taken again. */
async function stretch(page: Page, event: Locator, shown: RegExp, hours: number): Promise<void> {
  await expect(async () => {
    await event.hover();
    const edge = await event.locator(".rbc-addons-dnd-resize-ns-anchor").last().boundingBox();
    if (!edge) throw new Error("The booking has no lower edge to take.");
    const at = { x: edge.x + edge.width / 2, y: edge.y + edge.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    try {
      // A little further: the edge is taken a little above it.
      await carry(page, at, shown, hours);
    } catch (error) {
      await letGo(page);
      throw error;
    }
  }).toPass({ timeout: 60_000 });
}

const undo = (page: Page) => page.getByRole("button", { name: "Rétablir" }).click();
const moved = (page: Page) => expect(page.getByText("Réservation déplacée.")).toBeVisible();
const putBack = (page: Page) => expect(page.getByText("Réservation remise à sa place.")).toBeVisible();

test("in a room’s week, a booking is dragged to another hour, made longer by its edge, and put back each time @desktop", async ({
  page,
}) => {
  test.slow();
  const name = "Salle des gestes";
  const id = await room(name);
  const day = addDays(startOfWeek(workingDay(30)), 2);
  await signIn(page, "employee");
  const booking = await book(page, id, day, "09:00", "11:00");
  const week = `${POLE}/catalogue/${id}?semaine=${startOfWeek(day)}`;
  await page.goto(week);
  const wednesday = column(page, 2);
  await expect(drawn(wednesday)).toBeVisible();
  await expectAccessible(page);

  await dragTo(page, drawn(wednesday), /12\sh\s–\s14\sh/, 3);
  await page.mouse.up();
  await moved(page);
  expect(await placeOf(booking)).toBe(`${name} ${day} 12:00-14:00`);
  expect(page.url()).toContain(week);
  await undo(page);
  await putBack(page);
  expect(await placeOf(booking)).toBe(`${name} ${day} 09:00-11:00`);
  expect(page.url()).toContain(week);

  await stretch(page, drawn(wednesday), /9\sh\s–\s13\sh/, 2.2);
  await page.mouse.up();
  await moved(page);
  expect(await placeOf(booking)).toBe(`${name} ${day} 09:00-13:00`);
  await undo(page);
  await putBack(page);
  expect(await placeOf(booking)).toBe(`${name} ${day} 09:00-11:00`);
});

test("in the planning’s day, a booking is dragged to another room, and put back @desktop", async ({ page }) => {
  test.slow();
  const names = ["Salle de gauche du glissement", "Salle de droite du glissement"] as const;
  const [right, left] = [await room(names[1]), await room(names[0])];
  const day = workingDay(31);
  await signIn(page, "employee");
  const booking = await book(page, right, day, "10:00", "12:00");
  const planning = `${POLE}/planning?vue=jour&jour=${day}&q=glissement`;
  await page.goto(planning);
  // By name: what is on the right of the alphabet is on the left.
  await expect(drawn(column(page, 0))).toBeVisible();
  await dragTo(page, drawn(column(page, 0)), /11\sh\s–\s13\sh/, 1, 1);
  await page.mouse.up();
  await moved(page);
  expect(await placeOf(booking)).toBe(`${names[0]} ${day} 11:00-13:00`);
  // The same rooms are still chosen.
  expect(page.url()).toContain("q=glissement");
  await expect(drawn(column(page, 1))).toBeVisible();
  await undo(page);
  await putBack(page);
  expect(await placeOf(booking)).toBe(`${names[1]} ${day} 10:00-12:00`);

  // The same by the keyboard: a form, linked from the booking.
  await page.goto(`${POLE}/reservations/${booking}`);
  await page.getByRole("link", { name: "Déplacer" }).press("Enter");
  await page.getByLabel("Quoi").selectOption(left);
  await page.getByLabel("De", { exact: true }).selectOption("13:00");
  await page.getByLabel("À", { exact: true }).selectOption("16:00");
  await page.getByRole("button", { name: "Déplacer" }).press("Enter");
  await moved(page);
  expect(await placeOf(booking)).toBe(`${names[0]} ${day} 13:00-16:00`);
});

test("dropped on a time that is taken, a booking stays where it was, and why is said @desktop", async ({
  page,
  browser,
}) => {
  test.slow();
  const name = "Salle des refus";
  const id = await room(name);
  const day = addDays(startOfWeek(workingDay(32)), 3);
  const other = await (await browser.newContext()).newPage();
  await signIn(other, "manager");
  await book(other, id, day, "14:00", "17:00");
  await other.context().close();
  await signIn(page, "employee");
  const booking = await book(page, id, day, "09:00", "11:00");
  await page.goto(`${POLE}/catalogue/${id}?semaine=${startOfWeek(day)}`);
  const before = await drawn(column(page, 3)).boundingBox();
  await dragTo(page, drawn(column(page, 3)), /15\sh\s–\s17\sh/, 6);
  await page.mouse.up();
  const why = page.getByRole("alert");
  await expect(why).toContainText("Ce créneau vient d’être pris");
  await expect(why).toContainText("Votre réservation est restée où elle était.");
  await expectAccessible(page);
  expect(await placeOf(booking)).toBe(`${name} ${day} 09:00-11:00`);
  const after = await drawn(column(page, 3)).boundingBox();
  expect(after?.height).toBe(before?.height);
  // The form of the same move has the ways out.
  await why.getByRole("link", { name: "Chercher un autre créneau pour elle" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Déplacer la réservation" })).toBeVisible();
  await expect(page.getByLabel("De", { exact: true })).toHaveValue("15:00");
});

test("what somebody else books while a booking is held neither redraws nor loses it @desktop", async ({
  page,
  browser,
}) => {
  test.slow();
  const name = "Salle tenue en main";
  const id = await room(name);
  const day = addDays(startOfWeek(workingDay(33)), 1);
  const other = await (await browser.newContext()).newPage();
  await signIn(other, "manager");
  await other.goto(`${POLE}/reservations/nouvelle?ressource=${id}&jour=${day}&de=16:00&a=17:00`);
  await signIn(page, "employee");
  const booking = await book(page, id, day, "09:00", "10:00");
  const connected = page.waitForResponse(/changements$/);
  await page.goto(`${POLE}/catalogue/${id}?semaine=${startOfWeek(day)}`);
  await connected;
  const tuesday = column(page, 1);
  const beside = await page.context().newPage();
  const told = beside.waitForResponse(/changements$/);
  await beside.goto(page.url());
  await told;
  await page.bringToFront();
  const at = await takeUp(page, drawn(tuesday));
  await carry(page, at, /11\sh\s–\s12\sh/, 2);
  const held = page.locator(".rbc-addons-dnd-drag-preview");
  await expect(held).toBeVisible();
  await other.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  // A page on which nothing is held shows it by itself: the news is out.
  await expect(column(beside, 1).locator(".drawn-taken")).toBeVisible();
  await expect(held).toBeVisible();
  await expect(tuesday.locator(".drawn-taken")).toHaveCount(0);
  await page.mouse.up();
  await moved(page);
  expect(await placeOf(booking)).toBe(`${name} ${day} 11:00-12:00`);
  // And then it is there.
  await expect(tuesday.locator(".drawn-taken")).toBeVisible();
  await other.context().close();
});

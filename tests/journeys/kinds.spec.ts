import { expect, test } from "playwright/test";
import postgres from "postgres";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible, ownRoom } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

/** A resource of the demonstration. */
async function resource(name: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select r.id from resources r join poles p on p.id = r.pole_id where p.slug = 'val-d-orme' and r.name = ${name}`;
  if (!row) throw new Error(`The demonstration misses ${name}.`);
  return row.id;
}

test("two of six projectors are booked, and the others stay free @telephone", async ({ page }, { project }) => {
  const id = await resource("Vidéoprojecteurs");
  // Before anybody of the demonstration begins.
  const day = workingDay(74, project.name === "telephone" ? 1 : 0);
  await signIn(page, "employee");
  await page.goto(`${POLE}/reservations/nouvelle?ressource=${id}&jour=${day}&de=08:00&a=09:00`);
  await expectAccessible(page);
  const price = page.getByRole("complementary", { name: "Prix" });
  await page.getByLabel("Combien").fill("2");
  // Two cost more than the one whose price was shown: the sum follows before anything is booked.
  await expect(price).toContainText(/3,00\s€/);
  await expect(page.getByLabel("Combien")).toHaveValue("2");
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await expectAccessible(page);
  const booking = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const [held] = await sql<{ units: number }[]>`
    select count(*)::int as units from claims where booking_id = ${booking}`;
  expect(held?.units).toBe(2);

  await page.goto(`${POLE}/reservations/nouvelle?ressource=${id}&jour=${day}&de=08:00&a=09:00`);
  await page.getByLabel("Combien").fill("5");
  await expect(price).toContainText(/7,50\s€/);
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("alert")).toContainText("4 sont libres, sur 5 demandées");
});

test("a place at a training session is booked among its dates @telephone", async ({ page }) => {
  const id = await resource("Premiers secours");
  await signIn(page, "treasurer");
  await page.goto(`${POLE}/catalogue/${id}`);
  await expect(page.getByLabel("Séance").first()).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${POLE}/reservations/nouvelle?ressource=${id}`);
  await page.getByText("Changer le jour ou l’heure").click();
  const sessions = page.getByLabel("Séance");
  const last = await sessions.locator("option").last().getAttribute("value");
  await sessions.selectOption(last);
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await expectAccessible(page);
});

test("the half of a hall that divides keeps the whole from being booked, and leaves the other half free @desktop", async ({
  page,
}, { project }) => {
  const whole = await ownRoom(sql, `Halle entière ${project.name}`);
  const halves = [
    await ownRoom(sql, `Halle, côté rue ${project.name}`),
    await ownRoom(sql, `Halle, côté parc ${project.name}`),
  ];
  for (const [index, half] of halves.entries()) {
    await sql`insert into resource_parts (pole_id, resource_id, part, source_id)
              select pole_id, id, ${index + 1}, ${half.id} from resources where id = ${whole.id}`;
  }
  const address = (id: string | undefined) =>
    `${POLE}/reservations/nouvelle?ressource=${id}&jour=${workingDay(20)}&de=09:00&a=11:00`;
  const book = () => page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await signIn(page, "employee");
  await page.goto(address(halves[0]?.id));
  await book();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();

  await page.goto(address(whole.id));
  await book();
  await expect(page.getByRole("alert").first()).toContainText("pris");
  await expectAccessible(page);
  await page.goto(`${POLE}/catalogue/${whole.id}`);
  await expect(page.getByText("Se divise en")).toBeVisible();
  await expect(page.getByRole("link", { name: /côté parc/ }).first()).toBeVisible();
  await expectAccessible(page);

  await page.goto(address(halves[1]?.id));
  await book();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
});

import { expect, test, type Page } from "playwright/test";
import postgres from "postgres";
import { newId } from "../../server/kernel/ids";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible, ownRoom } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

/** Four alike, at 2 € an hour each, of a journey's own. */
async function ownTables(name: string): Promise<string> {
  const { id } = await ownRoom(sql, name, { kind: "equipment", capacity: 1 });
  await sql`update resources set takes_all_units = false where id = ${id}`;
  for (let more = 0; more < 3; more += 1) {
    const unit = newId();
    await sql`insert into units (id, pole_id) select ${unit}, pole_id from resources where id = ${id}`;
    await sql`insert into resource_units (pole_id, resource_id, unit_id) select pole_id, id, ${unit} from resources where id = ${id}`;
  }
  await sql`insert into rates (pole_id, resource_id, customer, hour_cents) select pole_id, id, 'member', 200 from resources where id = ${id}`;
  return id;
}

const confirmation = (id: string) =>
  `${POLE}/reservations/nouvelle?ressource=${id}&jour=${workingDay(25)}&de=09:00&a=12:00`;
const sum = (page: Page) => page.getByRole("complementary", { name: "Prix" });
const booked = (page: Page) => page.getByRole("heading", { level: 1, name: "C’est réservé" });
const confirm = (page: Page) =>
  page.getByRole("button", { name: "Confirmer la réservation" }).filter({ visible: true }).click();

test("the sum follows the number that is typed, and one press confirms it", async ({ page }, { project }) => {
  const id = await ownTables(`Tables ${project.name}`);
  await signIn(page, "employee");
  await page.goto(confirmation(id));
  await expect(sum(page)).toContainText(/6,00\s€/);
  const many = page.getByLabel("Combien");
  await many.click();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("3");
  await expect(sum(page)).toContainText(/18,00\s€/);
  // What was typed and where stays.
  await expect(many).toHaveValue("3");
  await expect(many).toBeFocused();
  await expect(page.getByRole("button", { name: "Recalculer" })).toHaveCount(0);
  await expectAccessible(page);
  await confirm(page);
  await expect(booked(page)).toBeVisible();
  await expect(page.getByText(/18,00\s€/).first()).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the step that counts anew is explained, and what is confirmed was seen", async ({ page }, { project }) => {
    const id = await ownTables(`Bancs ${project.name}`);
    await signIn(page, "employee");
    await page.goto(confirmation(id));
    await expect(page.getByText(/demandez d’abord le nouveau prix/)).toBeVisible();
    await page.getByLabel("Combien").fill("2");
    await page.getByRole("button", { name: "Recalculer" }).click();
    await expect(sum(page)).toContainText(/12,00\s€/);
    // Whoever forgets the step sees the new price once, and why.
    await page.getByLabel("Combien").fill("4");
    await confirm(page);
    await expect(page.getByText(/Votre demande a changé\s: son prix est de 24,00\s€/)).toBeVisible();
    await confirm(page);
    await expect(booked(page)).toBeVisible();
  });
});

import { expect, test, type Page } from "playwright/test";
import postgres from "postgres";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible, ownRoom } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

/**
 * From the page that confirms one booking to the form that repeats it. Each journey has a room of its own: a series takes
 * its hour for weeks, and how many of its dates would be left in a room of the demonstration depends on what others have
 * there, and on the weekday of the test.
 */
async function repeat(page: Page, room: string): Promise<void> {
  const { id } = await ownRoom(sql, room);
  await signIn(page, "employee");
  const day = workingDay(30);
  await page.goto(`${POLE}/reservations/nouvelle?ressource=${id}&jour=${day}&de=20:00&a=21:00`);
  await page.getByRole("link", { name: /Répéter chaque semaine/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Répéter la réservation" })).toBeVisible();
}

/** Books six weeks, changes what follows to another hour, and cancels the rest: whatever the scripts. */
async function wholeLife(page: Page, room: string, title: string): Promise<void> {
  await repeat(page, room);
  await page.getByLabel("Combien de fois").fill("6");
  await page.getByRole("checkbox", { name: "Les jours fériés" }).uncheck();
  await page.getByRole("textbox", { name: "Objet" }).fill(title);
  await page.getByRole("button", { name: "Voir les dates" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vérifier les dates" })).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(7);
  const skipped = page.getByRole("combobox").nth(2);
  await skipped.selectOption({ label: "Passer cette date" });
  await page.getByRole("button", { name: "Réserver ces dates" }).click();
  await expect(page.getByRole("heading", { name: "C’est réservé." })).toBeVisible();

  await page.getByRole("link", { name: "Changer la suite" }).click();
  await page.getByRole("textbox", { name: "Objet" }).fill(`${title} bis`);
  await page.getByRole("radio", { name: "Toutes les dates à venir" }).check();
  await page.getByRole("button", { name: "Voir les dates" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vérifier le changement" })).toBeVisible();
  await page.getByRole("button", { name: "Changer ces dates" }).click();
  await expect(page.getByText("C’est changé.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${title} bis`);

  await page.locator(".series-dates a").nth(1).click();
  await expect(page.getByRole("heading", { name: "Fait partie d’une série" })).toBeVisible();
  await page.getByRole("link", { name: "Annuler à partir de celle-ci" }).click();
  await page.getByRole("button", { name: "Annuler ces dates" }).click();
  await expect(page.getByText(/dates annulées|Une date annulée/)).toBeVisible();
}

test("a series is seen date by date, booked, changed, and cancelled from one date on", async ({ page }, {
  project,
}) => {
  await wholeLife(page, `Salle répétée ${project.name}`, `Équipe ${project.name}`);
  await expectAccessible(page);
});

test("the forms and the previews of a series can be used by everybody", async ({ page }, { project }) => {
  // Many pages, each looked at whole.
  test.slow();
  await repeat(page, `Salle à répéter ${project.name}`);
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Chaque mois" }).check();
  await page.getByLabel("Combien de fois").fill("10000");
  await page.getByRole("button", { name: "Voir les dates" }).click();
  await expect(page.getByText("Une série a 400 dates au plus.")).toBeVisible();
  await page.getByRole("radio", { name: "Chaque semaine" }).check();
  await page.getByLabel("Combien de fois").fill("3");
  await page.getByRole("button", { name: "Voir les dates" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vérifier les dates" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Réserver ces dates" }).click();
  await page.getByRole("link", { name: "Changer la suite" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Changer la série" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("À", { exact: true }).selectOption("22:00");
  await page.getByRole("button", { name: "Voir les dates" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vérifier le changement" })).toBeVisible();
  await expectAccessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a series is booked, changed and cancelled all the same @telephone", async ({ page }, { project }) => {
    await wholeLife(page, `Salle répétée sans script ${project.name}`, `Sans script ${project.name}`);
  });
});

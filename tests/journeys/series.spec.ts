import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "playwright/test";
import { POLE, signIn, workingDay } from "../support/journey";

const daysOf = (journey: number, project: string) => 30 + journey * 4 + (project === "telephone" ? 2 : 0);

/** From the page that confirms one booking of the Salle Haute to the form that repeats it. */
async function repeat(page: Page, day: string): Promise<void> {
  await signIn(page, "employee");
  await page.goto(`${POLE}/catalogue?q=haute`);
  await page.getByRole("link", { name: "Salle Haute" }).first().click();
  await page.waitForURL(/catalogue\/[0-9a-f-]{36}/);
  const room = new URL(page.url()).pathname.split("/").at(-1);
  await page.goto(`${POLE}/reservations/nouvelle?ressource=${room}&jour=${day}&de=20:00&a=21:00`);
  await page.getByRole("link", { name: /Répéter chaque semaine/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Répéter la réservation" })).toBeVisible();
}

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
}

/** Books six weeks, changes what follows to another hour, and cancels the rest: whatever the scripts. */
async function wholeLife(page: Page, day: string, title: string): Promise<void> {
  await repeat(page, day);
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
  await page.getByRole("button", { name: "Changer", exact: true }).click();
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
  await wholeLife(page, workingDay(daysOf(0, project.name)), `Équipe ${project.name}`);
  await accessible(page);
});

test("the form and the preview of a series can be used by everybody", async ({ page }, { project }) => {
  await repeat(page, workingDay(daysOf(1, project.name)));
  await accessible(page);
  await page.getByRole("radio", { name: "Chaque mois" }).check();
  await page.getByLabel("Combien de fois").fill("10000");
  await page.getByRole("button", { name: "Voir les dates" }).click();
  await expect(page.getByText("Une série a 400 dates au plus.")).toBeVisible();
  await page.getByLabel("Combien de fois").fill("3");
  await page.getByRole("button", { name: "Voir les dates" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Vérifier les dates" })).toBeVisible();
  await accessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a series is booked, changed and cancelled all the same", async ({ page }, { project }) => {
    await wholeLife(page, workingDay(daysOf(2, project.name)), `Sans script ${project.name}`);
  });
});

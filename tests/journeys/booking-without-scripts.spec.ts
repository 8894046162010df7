import { expect, test } from "playwright/test";
import { POLE, signIn, workingDay } from "../support/journey";

test.use({ javaScriptEnabled: false });

const daysOf = (journey: number, project: string) => 74 + journey * 4 + (project === "telephone" ? 2 : 0);

test("without JavaScript, a room is booked in three interactions", async ({ page }, { project }) => {
  await signIn(page, "employee");
  await page.goto(`${POLE}?jour=${workingDay(daysOf(0, project.name))}&de=14:00&a=17:00`);
  await page.getByRole("button", { name: "Voir ce qui est libre" }).click();
  await page
    .getByRole("link", { name: /^Réserver/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
});

test("without JavaScript, another date is typed, wrong hours are explained, and the room is booked", async ({ page }, {
  project,
}) => {
  const day = workingDay(daysOf(1, project.name));
  await signIn(page, "employee");
  await page.getByLabel("Jour", { exact: true }).selectOption({ label: "Une autre date…" });
  await page.getByLabel("Autre date").fill(day);
  await page.getByLabel("De", { exact: true }).selectOption("11:00");
  await page.getByLabel("À", { exact: true }).selectOption("10:00");
  await page.getByRole("button", { name: "Voir ce qui est libre" }).click();
  await expect(page.getByRole("alert")).toContainText("La fin est avant le début");
  await expect(page.getByLabel("Autre date")).toHaveValue(day);

  await page.getByLabel("À", { exact: true }).selectOption("12:00");
  await page.getByRole("button", { name: "Voir ce qui est libre" }).click();
  await page
    .getByRole("link", { name: /^Réserver/ })
    .first()
    .click();
  await page.getByRole("textbox", { name: "Objet" }).fill("Sans script");
  await page.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByText("Sans script")).toBeVisible();

  await page.getByRole("link", { name: "Annuler la réservation" }).click();
  await page.getByRole("button", { name: "Annuler la réservation" }).click();
  await page.getByRole("button", { name: "Rétablir" }).click();
  await expect(page.getByText("Réservation rétablie.")).toBeVisible();
});

test("without JavaScript, a room's free hour is a link that fills the form", async ({ page }, { project }) => {
  const day = workingDay(daysOf(2, project.name));
  await signIn(page, "employee");
  await page.goto(`${POLE}?jour=${day}&de=09:00&a=10:00`);
  await page.locator(".offer h4 a").first().click();
  await page.locator("a.slot-free:visible").last().click();
  await expect(page).toHaveURL(/#reserver$/);
  await page.locator("#reserver").getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
});

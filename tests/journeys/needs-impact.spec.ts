import { expect, test } from "playwright/test";
import { localDateOf } from "../../server/kernel/time";
import { POLE, signIn, ZONE } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

test("who runs the pôle writes down an introduction, finds it behind its figure, and takes it off @desktop", async ({
  page,
}, { project }) => {
  // Of this journey alone: the two projects run at once.
  const about = `Un local pour l’hiver (${project.name} ${Date.now()})`;
  await signIn(page, "manager");
  await page.goto(`${POLE}/besoins`);
  await page.getByRole("link", { name: "Bilan", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bilan des besoins" })).toBeVisible();
  await page.getByRole("link", { name: "Mises en relation" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Mises en relation" })).toBeVisible();

  await page.getByLabel("Une structure").selectOption({ label: "Les Jardins du Gué" });
  await page.getByLabel("Et une autre").selectOption({ label: "Les Jardins du Gué" });
  await page.getByLabel("Au sujet de").fill(about);
  await page.getByRole("button", { name: "Noter" }).click();
  await expect(page.getByText("Ce sont deux fois la même.").first()).toBeVisible();
  await expect(page.getByLabel("Au sujet de")).toHaveValue(about);
  await expectAccessible(page);

  await page.getByLabel("Et une autre").selectOption({ label: "La Grande Tablée" });
  await page.getByRole("button", { name: "Noter" }).click();
  const line = page.getByRole("listitem").filter({ hasText: about });
  await expect(line).toContainText("Les Jardins du Gué et La Grande Tablée");
  await expectAccessible(page);

  await page.goto(`${POLE}/besoins/bilan`);
  await expectAccessible(page);
  const year = localDateOf(new Date(), ZONE).slice(0, 4);
  // The figure, first among those of the year, opens onto what it is made of.
  await page.locator("#chiffres dl a").first().click();
  await expect(page).toHaveURL(new RegExp(`mises-en-relation\\?annee=${year}$`));
  await line.getByRole("link", { name: /^Modifier/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Les Jardins du Gué et La Grande Tablée" })).toBeVisible();
  await page.getByText("Retirer cette mise en relation").click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Retirer", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mises en relation" })).toBeVisible();
  await expect(page.getByText(about)).toHaveCount(0);
});

test("a figure of needs opens onto its list, on a page that shuts nobody out @desktop", async ({ page }) => {
  await signIn(page, "manager");
  await page.goto(`${POLE}/besoins/bilan/details?voir=besoins`);
  await expect(page.getByRole("heading", { level: 1, name: /^Besoins publiés en \d{4}$/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Bilan des besoins" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bilan des besoins" })).toBeVisible();
});

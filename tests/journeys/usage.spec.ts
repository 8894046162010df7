import { expect, test } from "playwright/test";
import { POLE, signIn } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

test("the manager sees when things serve, and opens an hour and a figure onto their bookings @desktop", async ({
  page,
}) => {
  // Many pages, each looked at whole.
  test.slow();
  await signIn(page, "manager");
  await page.goto(`${POLE}/usage`);
  await page.getByRole("link", { name: "Année" }).click();
  await page.waitForURL(/duree=annee/);
  const heat = page.getByRole("table", { name: /^Part des heures d’ouverture réservées/ });
  await expect(heat.getByRole("row")).toHaveCount(8);
  await expectAccessible(page);

  await heat.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Les réservations comptées" })).toBeVisible();
  await expectAccessible(page);
  await page.goBack();
  await page.locator(".stat").filter({ hasText: "Réservations" }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Les réservations comptées" })).toBeVisible();
  await page.goBack();

  // What one resource did has figures of its own.
  await page
    .getByRole("table", { name: /^Usage par ressource/ })
    .getByRole("link")
    .first()
    .click();
  await page.waitForURL(/catalogue\/[0-9a-f-]{36}\/statistiques/);
  await expect(page.getByRole("heading", { level: 1, name: /^L’usage, / })).toBeVisible();
  await expect(page.locator(".stat")).not.toHaveCount(0);
  await expectAccessible(page);
});

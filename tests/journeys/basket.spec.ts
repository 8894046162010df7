import { expect, test, type Page } from "playwright/test";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

/** Journeys run at once, on a telephone and on a desk: each books on days of its own. */
const daysOf = (journey: number, project: string) => 72 + journey * 4 + (project === "telephone" ? 2 : 0);

// A basket is its person's: one journey after the other, and another person on the telephone.
test.describe.configure({ mode: "serial" });
const accountOf = (project: string) => (project === "telephone" ? "administrator" : "treasurer");

/** What the person had put aside before, the demonstration's own things among it. */
async function emptyFirst(page: Page): Promise<void> {
  await page.goto(`${POLE}/panier`);
  const clear = page.getByText("Vider le panier");
  if ((await clear.count()) === 0) return;
  await clear.click();
  await page.getByRole("button", { name: "Oui, tout retirer" }).click();
  await expect(page.getByRole("heading", { name: "Votre panier est vide." })).toBeVisible();
}

test("two rooms found free are put in the basket, and confirmed at once", async ({ page }, { project }) => {
  const day = workingDay(daysOf(0, project.name));
  await signIn(page, accountOf(project.name));
  await emptyFirst(page);
  await page.goto(`${POLE}?jour=${day}&de=09:00&a=11:00&genre=room`);
  for (const rank of [0, 1]) {
    await page
      // Not a hall and its half, of another journey, which exclude each other.
      .getByRole("button", { name: /^Au panier(?!.*Halle)/ })
      .nth(rank)
      .click();
    await expect(page.getByText("C’est dans le panier.")).toBeVisible();
    await expect(page.getByRole("link", { name: rank === 0 ? "Panier, 1 chose" : "Panier, 2 choses" })).toBeVisible();
  }
  await page.getByRole("link", { name: "Panier, 2 choses" }).click();
  await page.waitForURL(/panier$/);
  await expectAccessible(page);
  // It survives a reload.
  await page.reload();
  await page.getByRole("textbox", { name: "Objet" }).fill("Séminaire d’équipe");
  await page.getByRole("button", { name: "Confirmer les 2 réservations" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé." })).toBeVisible();
  await expect(page.getByText("Séminaire d’équipe")).toHaveCount(2);
  await expectAccessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a thing is put in the basket, changed, and confirmed", async ({ page }, { project }) => {
    const day = workingDay(daysOf(1, project.name));
    await signIn(page, accountOf(project.name));
    await emptyFirst(page);
    await page.goto(`${POLE}?jour=${day}&de=14:00&a=16:00&genre=room`);
    await page
      .getByRole("button", { name: /^Au panier/ })
      .last()
      .click();
    await page.getByRole("link", { name: "Panier, 1 chose" }).click();
    await page.getByRole("link", { name: /^Modifier/ }).click();
    await page.getByRole("textbox", { name: "Personnes" }).fill("4");
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByText("4 personnes")).toBeVisible();
    await page.getByRole("button", { name: "Confirmer la réservation" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "C’est réservé." })).toBeVisible();
  });
});

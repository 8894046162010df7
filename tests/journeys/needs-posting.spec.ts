import { expect, test } from "playwright/test";
import { POLE } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

// Looks at a dozen pages with axe, on a busy machine.
test.describe.configure({ timeout: 180_000 });

test("a structure posts a need step by step, sees it as bidders will, publishes it, then puts its closing off @desktop", async ({
  page,
}) => {
  const title = `Verdir la cour ${Date.now()}`;
  await page.goto("/connexion");
  await page.locator("input[type=email]").fill("administrator@demo.example");
  await page.locator("input[type=password]").fill("grappe-demo-2026");
  await page.locator("input[type=password]").press("Enter");
  await page.waitForURL(`**${POLE}`);

  await page.goto(`${POLE}/besoins/nouveau`);
  await expectAccessible(page);
  await page.getByLabel("Titre").fill(title);
  await page.getByRole("button", { name: "Commencer" }).click();

  const next = page.getByRole("button", { name: "Garder et continuer" });
  await page.getByLabel("En deux phrases").fill("Une cour plantée où l’on attend et déjeune.");
  await expect(page.getByText("Gardé à")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("En deux phrases")).toHaveValue("Une cour plantée où l’on attend et déjeune.");
  await expectAccessible(page);
  await next.click();

  await page.getByLabel("Estimation hors taxes").fill("7 800");
  await page.getByLabel("Heures d’insertion").fill("90");
  await expectAccessible(page);
  await next.click();

  await page.getByRole("button", { name: "Achat responsable" }).click();
  await expect(page.getByText("Les points font 100.", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Points").first()).toHaveValue("35");
  await expectAccessible(page);
  await next.click();

  await page.getByLabel("Les pôles du réseau").check();
  await expectAccessible(page);
  await next.click();

  await page
    .getByLabel("Ajouter des documents")
    .setInputFiles({ name: "Plan de la cour.pdf", mimeType: "application/pdf", buffer: Buffer.from("plan") });
  await page.getByRole("button", { name: "Ajouter", exact: true }).click();
  await expect(page.getByRole("link", { name: "Plan de la cour" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Voir l’aperçu" }).click();

  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publier le besoin" }).click();
  await expect(page.getByText("Le besoin est publié.")).toBeVisible();
  await expect(page.getByText("Ouvert aux réponses").first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Modifier par un additif" }).click();
  await page.getByLabel("Ce qui change").fill("La haie fait 30 m.");
  await page.getByLabel("Non, c’est une précision").check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publier la modification" }).click();
  await expect(page.getByText("La haie fait 30 m.")).toBeVisible();

  await page.goto(`${POLE}/besoins/de-la-structure`);
  await expect(page.getByRole("link", { name: title })).toBeVisible();
  await expectAccessible(page);
});

import { expect, test } from "playwright/test";
import { POLE, signIn } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

test("who runs the pôle makes a pool, sees what a key would give before keeping it, and notes what it counts @desktop", async ({
  page,
}, { project }) => {
  const name = `Remorque (${project.name} ${Date.now()})`;
  await signIn(page, "manager");
  await page.goto(`${POLE}/comptes/postes`);
  await page.getByRole("link", { name: "Ajouter un poste" }).first().click();
  await page.getByLabel("Nom du poste").fill(name);
  await page.getByLabel("Nature").selectOption({ label: "Véhicule" });
  await page.getByLabel("Prêt de personnel").check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Un prêt de personnel a besoin d’une convention").first()).toBeVisible();
  await expect(page.getByLabel("Nom du poste")).toHaveValue(name);
  await page.getByLabel("Sans TVA : simple partage de frais").check();
  await page.getByRole("button", { name: "Enregistrer" }).click();

  await expect(page.getByRole("heading", { level: 1, name: `Une clé pour « ${name} »` })).toBeVisible();
  await page.getByRole("link", { name: /Une part fixe, une part d’usage/ }).click();
  await page.getByLabel("Part fixe, en pourcentage du total").fill("40");
  await page.getByLabel("La part fixe se répartit").selectOption({ label: "à parts égales" });
  await page.getByLabel("Le reste se répartit").selectOption({ label: "selon les kilomètres" });
  await page.getByRole("button", { name: "Voir ce que cela donnerait" }).click();
  await expect(page.getByRole("heading", { name: "Ce que cela aurait donné" })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Total/ })).toContainText("1 000,00 €");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Enregistrer la clé" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText("40 % à parts égales, 60 % selon les kilomètres").first()).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${POLE}/comptes/releves`);
  await page.getByLabel("Poste", { exact: true }).selectOption({ label: name });
  await page.getByLabel("Ce qui est compté").selectOption({ label: "Kilomètres" });
  await page.getByRole("button", { name: "Voir" }).click();
  await page.getByLabel("Kilomètres de Les Jardins du Gué").fill("120");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("row", { name: /Les Jardins du Gué/ })).toContainText("120 km");
  await expectAccessible(page);
});

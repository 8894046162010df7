import { expect, test } from "playwright/test";
import { POLE, signIn } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

test("a table of structures is read line by line, corrected where it is wrong, and brought in whole @desktop", async ({
  page,
}, { project }) => {
  // Many pages, each looked at whole.
  test.slow();
  const [first, second] = [`Atelier des Aulnes ${project.name}`, `Épicerie du Gué ${project.name}`];
  const table = (email: string) =>
    Buffer.from(`Nom;Activité;Ville;Courriel\n${first};menuiserie;Brizac;\n${second};épicerie;Brizac;${email}\n`);
  const send = async (buffer: Buffer) => {
    await page.getByRole("radio", { name: "Des structures" }).check();
    await page.getByLabel("Le fichier").setInputFiles({ name: "structures.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Lire le fichier" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Voici ce qui va se passer" })).toBeVisible();
  };
  await signIn(page, "manager");
  await page.goto(`${POLE}/import`);
  await expectAccessible(page);
  await send(table("contact@"));
  await expect(page.getByText("Une ligne est à corriger")).toBeVisible();
  await expect(page.getByText("« contact@ » n’est pas une adresse complète")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Importer/ })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole("link", { name: "Envoyer le fichier corrigé" }).click();
  await page.waitForURL(/import\?quoi=structures/);
  await send(table(`contact-${project.name}@epicerie.example`));
  await expect(page.getByText("2 créations.")).toBeVisible();
  await expect(page.getByText("Un courriel d’invitation partira.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Importer 2 lignes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est importé" })).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);

  await page.goto(`${POLE}/structures?q=${encodeURIComponent(second)}`);
  await expect(page.getByRole("link", { name: second }).first()).toBeVisible();
});

import { expect, test } from "playwright/test";
import postgres from "postgres";
import sharp from "sharp";
import { newId } from "../../server/kernel/ids";
import { POLE, signIn } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

test("what an employee paid for the pôle is declared with a photograph, approved by the manager, and counts @telephone", async ({
  page,
  browser,
}) => {
  const pool = `Petits achats ${newId().slice(-6)}`;
  const label = `Ampoules ${newId().slice(-6)}`;
  await sql`
    insert into cost_pools (id, pole_id, name, kind, legal_mode)
    select ${newId()}, id, ${pool}, 'building', 'out_of_scope' from poles where slug = 'val-d-orme'`;
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#ccc" } })
    .jpeg()
    .toBuffer();

  await signIn(page, "employee");
  await page.getByRole("link", { name: "Comptes" }).first().click();
  await page.getByRole("link", { name: "Déclarer une avance" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Déclarer une avance" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Combien ?").fill("23,80");
  await page.getByLabel("Qu’avez-vous payé ?").fill(label);
  await page.getByLabel("À qui ?").fill("Quincaillerie du Gué");
  await page.getByLabel("Pour quoi ?").selectOption({ label: pool });
  // Without its ticket it is not taken, and what was typed is kept.
  await page.getByRole("button", { name: "Déclarer" }).click();
  await expect(page.getByText("Joignez une photo du ticket").first()).toBeVisible();
  await expect(page.getByLabel("Combien ?")).toHaveValue("23,80");
  await page
    .getByLabel("Prendre une photo")
    .setInputFiles({ name: "IMG_2041.jpg", mimeType: "image/jpeg", buffer: photo });
  await page.getByRole("button", { name: "Déclarer" }).click();
  await expect(page.getByText("C’est déclaré.")).toBeVisible();
  await expect(page.getByText("À approuver").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "IMG_2041.jpg" })).toBeVisible();
  const address = page.url();
  await expectAccessible(page);

  const desk = await browser.newContext({ viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false });
  const manager = await desk.newPage();
  await signIn(manager, "manager");
  await manager.getByRole("link", { name: /^Approuver/ }).click();
  await expect(manager).toHaveURL(new RegExp(`${POLE}/comptes/charges\\?etat=submitted`));
  await expectAccessible(manager);
  await manager.getByLabel(`Cocher ${label}`).check();
  await manager.getByRole("button", { name: "Approuver les charges cochées" }).click();
  await expect(manager.getByText("Les charges sont approuvées.")).toBeVisible();
  await desk.close();

  await page.goto(address);
  await expect(page.getByText("Approuvée", { exact: true })).toBeVisible();
});

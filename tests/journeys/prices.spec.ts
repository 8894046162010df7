import { expect, test } from "playwright/test";
import postgres from "postgres";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible, ownRoom } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

test("who shares sets a price, reads what it comes to, and who books finds its lines before confirming @desktop", async ({
  page,
  browser,
}, { project }) => {
  // Many pages, each looked at whole.
  test.slow();
  const { id } = await ownRoom(sql, `Salle à prix ${project.name}`);
  await signIn(page, "administrator");
  await page.goto(`${POLE}/catalogue/${id}/tarifs`);
  const members = page.getByRole("region", { name: "Membre du pôle" });
  await members.getByRole("radio", { name: "Un prix" }).check();
  await members.getByLabel("L’heure", { exact: true }).fill("douze");
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("corriger");
  await expect(members.getByLabel("L’heure", { exact: true })).toHaveValue("douze");
  await expectAccessible(page);

  await members.getByLabel("L’heure", { exact: true }).fill("12,50");
  await members.getByLabel("La journée", { exact: true }).fill("60");
  const preview = page.getByRole("complementary", { name: "Ce que cela donne" });
  // Two hours, and a day that never costs more than its price.
  await expect(preview).toContainText(/25,00\s€/);
  await expect(preview).toContainText(/60,00\s€/);
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(page.getByText("C’est enregistré.")).toBeVisible();

  const other = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(other, "manager");
  const day = workingDay(20);
  const address = `${POLE}/reservations/nouvelle?ressource=${id}&jour=${day}`;
  await other.goto(`${address}&de=09:00&a=12:00`);
  const price = other.getByRole("complementary", { name: "Prix" });
  await expect(price).toContainText(/3\sh à 12,50\s€/);
  await expect(price).toContainText(/37,50\s€/);
  await expectAccessible(other);
  await other.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(other.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await expect(other.getByText(/37,50\s€/).first()).toBeVisible();
  await other.goto(`${address}&de=13:00&a=19:00`);
  await expect(other.getByRole("complementary", { name: "Prix" })).toContainText(/60,00\s€/);
  await other.context().close();
});

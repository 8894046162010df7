import ical from "node-ical";
import { expect, test } from "playwright/test";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

/** Journeys run at once, on a telephone and on a desk: each books on days of its own. */
const dayFor = (project: string) => workingDay(64, project === "telephone" ? 1 : 0);

test("what somebody books appears on another's planning within two seconds, with a word and without a reload", async ({
  page,
  browser,
}, { project }) => {
  const day = dayFor(project.name);
  await signIn(page, "employee");
  const connected = page.waitForResponse(/changements$/);
  await page.goto(`${POLE}/planning?vue=liste&jour=${day}`);
  await connected;
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));

  const other = await (await browser.newContext()).newPage();
  await signIn(other, "manager");
  await other.goto(`${POLE}?jour=${day}&de=11:00&a=12:00`);
  await other
    .getByRole("link", { name: /^Réserver/ })
    .first()
    .click();
  const purpose = `Visite ${project.name}`;
  await other.getByRole("textbox", { name: "Objet" }).fill(purpose);
  await other.getByRole("checkbox", { name: /Partager/ }).check();
  await other.getByRole("button", { name: "Confirmer la réservation" }).click();
  await expect(other.getByRole("heading", { name: "C’est réservé" })).toBeVisible();

  await expect(page.getByText(purpose)).toBeVisible({ timeout: 2000 });
  await expect(page.getByRole("status").getByText("Le planning vient de changer.")).toBeVisible();
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
  await other.context().close();
});

test("the events of another calendar are seen date by date, then block a room, and again without doubling @desktop", async ({
  page,
}, { project }) => {
  // Two imports, each of three pages.
  test.slow();
  const day = workingDay(90, project.name === "telephone" ? 1 : 0).replaceAll("-", "");
  const ics = `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:chorale-${project.name}\nSUMMARY:Chorale\nDTSTART:${day}T180000\nDTEND:${day}T190000\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\nEND:VCALENDAR`;
  await signIn(page, "manager");
  await page.goto(`${POLE}/catalogue?q=haute`);
  await page.getByRole("link", { name: "Salle Haute" }).first().click();
  await page.waitForURL(/catalogue\/[0-9a-f-]{36}/);
  const importing = async () => {
    await page.getByRole("link", { name: "Importer un agenda" }).click();
    await page
      .getByLabel("Le fichier .ics")
      .setInputFiles({ name: "agenda.ics", mimeType: "text/calendar", buffer: Buffer.from(ics) });
    await page.getByRole("button", { name: "Lire le fichier" }).click();
    await expect(page.getByRole("checkbox", { name: /Chorale/ })).toHaveCount(3);
  };
  await importing();
  await expectAccessible(page);
  await page
    .getByRole("checkbox", { name: /Chorale/ })
    .last()
    .uncheck();
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await expect(page.getByText("2 plages bloquées")).toBeVisible();

  await page.getByRole("link", { name: "Voir sa semaine" }).click();
  await importing();
  await expect(page.getByText("Déjà importé")).toHaveCount(2);
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await expect(page.getByText("Une plage bloquée, aucune changée, aucune retirée, 2 inchangées.")).toBeVisible();
});

test("a room is followed in a calendar by a link, until the link is taken back @desktop", async ({ page, request }, {
  project,
}) => {
  const label = `La tablette (${project.name})`;
  await signIn(page, "administrator");
  await page.goto(`${POLE}/catalogue?q=pressoir`);
  await page.getByRole("link", { name: "Salle du Pressoir" }).first().click();
  await page.waitForURL(/catalogue\/[0-9a-f-]{36}/);
  await page.getByRole("link", { name: "Suivre dans votre agenda" }).click();
  await expect(page.getByRole("radio", { name: /Salle du Pressoir/ })).toBeChecked();
  await page.getByRole("textbox", { name: /À quoi il sert/ }).fill(label);
  await page.getByRole("button", { name: "Créer le lien" }).click();

  const address = await page.getByLabel("L’adresse de l’agenda").inputValue();
  const file = new URL(address).pathname;
  const feed = await request.get(file);
  const events = Object.values(ical.sync.parseICS(await feed.text())).filter((part) => part?.type === "VEVENT");
  expect(events.length).toBeGreaterThan(0);
  await expect(page.getByRole("link", { name: "Ouvrir sur cet appareil" })).toHaveAttribute("href", /^webcal:\/\//);

  await page.getByRole("button", { name: `Retirer le lien ${label}` }).click();
  await expect(page.getByText("Le lien est retiré")).toBeVisible();
  await expect.poll(async () => (await request.get(file)).status()).toBe(404);
});

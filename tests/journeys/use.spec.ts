import { expect, test } from "playwright/test";
import postgres from "postgres";
import sharp from "sharp";
import { newId } from "../../server/kernel/ids";
import { POLE, signIn, workingDay } from "../support/journey";
import { expectAccessible, ownRoom } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

/** A room of the journey's own, whose use begins by this step. */
const room = (name: string, step: string) => ownRoom(sql, name, { start_step: step });

/** A booking of the demonstration's employee, between two instants. */
async function booked(resourceId: string, start: Date, end: Date): Promise<string> {
  const id = newId();
  const [at] = await sql<{ pole_id: string; structure_id: string; person_id: string; unit_id: string }[]>`
    select r.pole_id, a.structure_id, p.id as person_id, u.unit_id
      from people p join affiliations a on a.person_id = p.id
      join resources r on r.id = ${resourceId} join resource_units u on u.resource_id = r.id
     where p.email = 'employee@demo.example'`;
  if (!at) throw new Error("The demonstration misses its employee.");
  const { unit_id, ...whose } = at;
  const period = { starts_at: start, ends_at: end };
  await sql`insert into bookings ${sql({ id, resource_id: resourceId, ...whose, ...period })}`;
  await sql`insert into claims ${sql({ id: newId(), pole_id: at.pole_id, booking_id: id, unit_id, ...period })}`;
  return id;
}

const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000);

test("the code on the door, after signing in, takes one press to say that one is here, and one to leave @telephone", async ({
  page,
}, { project }) => {
  const { id, doorCode } = await room(`Salle du code ${project.name}`, "check_in");
  await booked(id, soon(-5), soon(90));
  await page.goto(`/q/${doorCode}`);
  await expect(page).toHaveURL(/connexion\?retour=/);
  await page.locator("input[type=email]").fill("employee@demo.example");
  await page.locator("input[type=password]").fill("grappe-demo-2026");
  await page.locator("input[type=password]").press("Enter");

  await expect(page.getByRole("heading", { level: 1, name: "Salle du code" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Je suis là" }).click();
  await expect(page.getByText("C’est noté, vous êtes là.")).toBeVisible();
  await expect(page.getByText("Arrivée", { exact: true }).first()).toBeVisible();

  await page.goto(`/q/${doorCode}`);
  await page.getByRole("button", { name: "J’ai terminé" }).click();
  await expect(page.getByText("C’est rendu. Merci !")).toBeVisible();
  await page.goto(`/q/${doorCode}`);
  await expect(page.getByText(/^Libre/)).toBeVisible();
});

test("a vehicle leaves and comes back with its odometer and a photograph @telephone", async ({ page }, { project }) => {
  const { id } = await room(`Fourgon ${project.name}`, "odometer");
  const booking = await booked(id, soon(-5), soon(90));
  const photo = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#5e9440" } })
    .jpeg()
    .toBuffer();
  await signIn(page, "employee");
  await page.goto(`${POLE}/reservations/${booking}`);
  await page.getByRole("link", { name: "Prendre le véhicule" }).click();
  await expectAccessible(page);
  await page.getByLabel("Compteur, en kilomètres").fill("45 210");
  await page.getByLabel("Carburant ou batterie").selectOption("75");
  await page.getByLabel("État, remarques").fill("Rayure à gauche");
  await page.getByLabel("Photos").setInputFiles({ name: "etat.jpg", mimeType: "image/jpeg", buffer: photo });
  await page.getByRole("button", { name: "Prendre le véhicule" }).click();
  await expect(page.getByText("Rayure à gauche")).toBeVisible();
  await expect(page.getByRole("img", { name: "Photo 1, au départ" })).toBeVisible();

  await page.getByRole("link", { name: "Rendre le véhicule" }).click();
  await page.getByLabel("Compteur, en kilomètres").fill("45 100");
  await page.getByRole("button", { name: "Rendre le véhicule" }).click();
  await expect(page.getByText(/affichait déjà\s45\s210\skm/).first()).toBeVisible();
  await page.getByLabel("Compteur, en kilomètres").fill("45 298");
  await page.getByRole("button", { name: "Rendre le véhicule" }).click();
  await expect(page.getByText(/^88\skm$/)).toBeVisible();
  await expectAccessible(page);
});

test("an incident becomes a maintenance, and who had booked moves in one press from the mail @telephone", async ({
  page,
  browser,
}, { project }) => {
  const name = `Salle fragile ${project.name}`;
  const { id } = await room(name, "none");
  const day = workingDay(30, project.name === "telephone" ? 1 : 0);
  const start = new Date(`${day}T13:00:00Z`);
  const booking = await booked(id, start, new Date(start.getTime() + 3_600_000));

  await signIn(page, "employee");
  await page.goto(`${POLE}/catalogue/${id}`);
  await page.getByRole("link", { name: "Signaler un problème" }).click();
  await page.getByLabel("Que se passe-t-il ?").fill("Le plafond goutte");
  await page.getByRole("radio", { name: /^Oui/ }).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Signaler" }).click();
  await expect(page.getByText("Merci. La structure qui partage")).toBeVisible();
  const incident = page.url().replace(/\?.*/, "");

  const owner = await (await browser.newContext({ viewport: page.viewportSize() })).newPage();
  await signIn(owner, "administrator");
  await owner.goto(`${incident}/maintenance`);
  await owner.getByLabel("Du").fill(day);
  await owner.getByLabel("Au").fill(day);
  await owner.getByLabel("à", { exact: true }).fill("00:00");
  await owner.getByLabel("jusqu’à").fill("23:00");
  await owner.getByLabel("Raison").fill("Couvreur");
  await owner.getByRole("button", { name: "Prévoir" }).click();
  await expect(owner.getByText("Couvreur")).toBeVisible();
  await expect(owner.getByText("Réservations touchées")).toBeVisible();
  await expectAccessible(owner);
  await owner.context().close();

  await expect
    .poll(async () => {
      const [mail] = await sql<
        { text_body: string }[]
      >`select text_body from emails where topic = 'incident-affected' and text_body like ${`%${booking}%`}`;
      return mail?.text_body ?? "";
    })
    .toContain("Ce qui s’en approche");
  await page.goto(`${POLE}/reservations/${booking}/remplacement`);
  await expectAccessible(page);
  await page
    .getByRole("button", { name: /^Prendre/ })
    .last()
    .click();
  await page.waitForURL(`**/reservations/${booking}`);
  const [moved] = await sql<{ state: string; resource_id: string; starts_at: Date }[]>`
    select state, resource_id, starts_at from bookings where id = ${booking}`;
  expect([moved?.resource_id, moved?.starts_at.toISOString()]).not.toEqual([id, start.toISOString()]);
});

test("the tablet by the door shows the day without scripts, and fits its screen @desktop", async ({ page }) => {
  const { id } = await room("Salle à tablette", "check_in");
  await signIn(page, "administrator");
  await page.goto(`${POLE}/catalogue/${id}/affichages`);
  await page.getByLabel("Où est-elle ?").fill("Couloir");
  await page.getByRole("button", { name: "Créer son adresse" }).click();
  const address = await page.locator(".display-url a").getAttribute("href");
  // Now, and not later today: there may be no later.
  await booked(id, soon(-5), soon(45));
  await page.context().clearCookies();
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.goto(address ?? "");
  await expect(page.getByRole("heading", { level: 1, name: "Occupée" })).toBeVisible();
  await expect(page.getByText("Les Jardins du Gué")).toBeVisible();
  // Read again each minute: what it tells is of the minute, and nobody fills anything in there (WCAG 2.2.1, real-time).
  await expectAccessible(page, ["meta-refresh"]);
  expect(
    await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]),
  ).toEqual([1024, 768]);
});

import postgres from "postgres";
import { expect, test, type Page } from "playwright/test";
import { newId } from "../../server/kernel/ids";
import { POLE, workingDay } from "../support/journey";
import { expectAccessible, ownRoom } from "../support/journey-things";

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

const DAY = workingDay(20);
// Each looks at a dozen pages with axe, on a busy machine.
test.describe.configure({ timeout: 180_000 });

/** A room of the journey's own, open to the network or to anybody, with what an outside structure and a person pay. */
async function room(name: string, openTo: "network" | "public"): Promise<string> {
  const { id } = await ownRoom(sql, name, { open_to: openTo });
  for (const [customer, cents] of [
    ["network", 900],
    ["outsider", 1500],
    ["public", 2000],
  ] as const) {
    await sql`
      insert into rates (pole_id, resource_id, customer, hour_cents)
      select pole_id, id, ${customer}, ${cents} from resources where id = ${id}`;
  }
  return id;
}

async function signInAs(page: Page, account: string, home: string): Promise<void> {
  await page.goto("/connexion");
  await page.locator("input[type=email]").fill(`${account}@demo.example`);
  await page.locator("input[type=password]").fill("grappe-demo-2026");
  await page.locator("input[type=password]").press("Enter");
  await page.waitForURL(`**${home}`);
}

/** The registration's form, filled in by a stranger; sent, it waits for the link. */
async function register(page: Page, email: string, structure: string | null): Promise<void> {
  await page.waitForURL(/\/inscription\?retour=/);
  if (structure) {
    await page.getByLabel("Nom de la structure").fill(structure);
    await page.getByLabel("Forme juridique").selectOption("Association");
    await page.getByLabel("SIRET").fill("732 829 320 00074");
  } else {
    await page.getByLabel("Pour vous-même, comme particulier").check();
  }
  await page.getByLabel("Votre nom").fill("Zoé Lambert");
  await page.getByLabel("Adresse électronique").fill(email);
  await page.getByLabel("Téléphone").fill("06 12 34 56 78");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Recevoir le lien de confirmation" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Regardez vos courriels" })).toBeVisible();
}

/** Opens the link of the mail, from the mailbox of the demonstration. */
async function openLink(page: Page, email: string): Promise<void> {
  const mail = page.getByRole("link", { name: /Confirmez votre inscription/ });
  await expect(async () => {
    await page.goto(`/courriels?q=${encodeURIComponent(email)}`);
    await expect(mail).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await mail.click();
  await page.waitForURL(/courriels\/./);
  const text = await page.locator("main").innerText();
  const [path] = /\/inscription\/\S+/.exec(text) ?? [];
  await page.goto(path ?? "/nowhere");
}

test("a guest of another pôle finds a shared room, puts two dates aside, books them, and cancels one @desktop", async ({
  page,
}, { project }) => {
  const name = `Salle partagée ${project.name} ${newId().slice(-4)}`;
  const id = await room(name, "network");
  await signInAs(page, "neighbour", "/poles/deux-rives");
  await page.goto(`/poles/deux-rives?jour=${DAY}&de=09:00&a=11:00&q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name }).first().click();
  await page.waitForURL(new RegExp(id));
  await expect(page.getByText("Vous êtes invité dans le Pôle du Val d’Orme")).toBeVisible();
  await expectAccessible(page);

  for (const hours of ["de=09:00&a=11:00", "de=14:00&a=15:00"]) {
    await page.goto(`${POLE}/catalogue/${id}?jour=${DAY}&${hours}`);
    await page.locator("#reserver").getByRole("button", { name: "Ajouter au panier" }).click();
    await expect(page.getByText("C’est dans le panier.")).toBeVisible();
  }
  // The basket of that pôle, not of one's own.
  await page.goto("/poles/deux-rives/panier");
  await page.getByRole("link", { name: "Ouvrir ce panier" }).click();
  await page.waitForURL(`**${POLE}/panier`);
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Confirmer/ }).click();
  await page.waitForURL(/reservees=oui/);
  await expect(page.getByText("27,00")).toBeVisible();

  await page.goto("/poles/deux-rives/reservations");
  await page.getByRole("link", { name }).first().click();
  await page.getByRole("link", { name: "Annuler la réservation" }).click();
  await page.getByRole("button", { name: "Annuler la réservation" }).click();
  await expect(page.getByText("Réservation annulée.")).toBeVisible();

  // No longer shared, what they have booked stays theirs.
  await sql`update resources set open_to = 'pole' where id = ${id}`;
  await page.goto(`${POLE}/reservations`);
  await page.getByRole("link", { name }).first().click();
  await expect(page.getByRole("link", { name: "Annuler la réservation" })).toBeVisible();
});

test("a stranger looks at what is open to anybody, registers, and books the slot they had chosen @telephone", async ({
  page,
}, { project }) => {
  const name = `Salle ouverte ${project.name} ${newId().slice(-4)}`;
  const id = await room(name, "public");
  const email = `zoe-${newId()}@fanfare.example`;
  await page.goto("/ouvert-a-tous");
  await expectAccessible(page);
  await page.getByRole("link", { name: /Pôle du Val d’Orme/ }).click();
  await page.getByRole("searchbox").fill(name);
  await page.getByRole("button", { name: "Chercher" }).click();
  await expectAccessible(page);
  await page.getByRole("link", { name, exact: true }).click();
  await page.waitForURL(new RegExp(id));
  await page.goto(`/ouvert-a-tous/val-d-orme/${id}?jour=${DAY}&de=09:00&a=11:00`);
  await expect(page.locator("#reserver")).toContainText("30,00");
  await expectAccessible(page);
  await page.locator("#reserver").getByRole("link", { name: "Un particulier" }).click();
  await expect(page.locator("#reserver")).toContainText("40,00");
  await page.locator("#reserver").getByRole("link", { name: "Une structure" }).click();
  await expect(page.locator("#reserver")).toContainText("30,00");
  await page.getByRole("link", { name: "Réserver ce créneau" }).click();

  await register(page, email, "Fanfare du Marché");
  await openLink(page, email);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Confirmer et continuer" }).click();
  await page.waitForURL(/reservations\/nouvelle/);
  await expect(page.getByText("Pour Fanfare du Marché", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Confirmer la réservation" }).locator("visible=true").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
  await expectAccessible(page);

  // Told by a mail with the event, like everybody.
  await expect
    .poll(async () => {
      const [mail] = await sql<{ files: number }[]>`
        select jsonb_array_length(attachments) as files from emails where to_address = ${email} and topic like 'booking%'`;
      return mail?.files ?? 0;
    })
    .toBe(1);
  await page.goto("/agir-pour");
  await expectAccessible(page);
  await page.getByRole("link", { name: /Voir vos réservations/ }).click();
  await page.getByRole("link", { name }).click();
  await page.getByRole("link", { name: "Annuler la réservation" }).click();
  await page.getByRole("button", { name: "Annuler la réservation" }).click();
  await expect(page.getByText("Réservation annulée.")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a private person registers and books at their own price @telephone", async ({ page }, { project }) => {
    const name = `Salle sans script ${project.name} ${newId().slice(-4)}`;
    const id = await room(name, "public");
    const email = `leo-${newId()}@particulier.example`;
    await page.goto(`/ouvert-a-tous/val-d-orme/${id}?jour=${DAY}`);
    await page.getByLabel("De", { exact: true }).selectOption("10:00");
    await page.getByLabel("À", { exact: true }).selectOption("12:00");
    await page.getByRole("button", { name: "Voir le prix de ce créneau" }).click();
    await page.getByRole("link", { name: "Réserver ce créneau" }).click();
    await page.waitForURL(/\/inscription\?retour=/);
    await page.getByLabel("Pour vous-même, comme particulier").check();
    await page.getByLabel("Votre nom").fill("Léo Marchand");
    await page.getByLabel("Adresse électronique").fill(email);
    await page.getByLabel("Téléphone").fill("bientôt");
    await page.getByRole("button", { name: "Recevoir le lien de confirmation" }).click();
    await expect(page.locator("#register")).toContainText("Ce numéro ne se lit pas");
    await expect(page.getByLabel("Votre nom")).toHaveValue("Léo Marchand");
    await page.getByLabel("Téléphone").fill("+33 6 12 34 56 78");
    await page.getByRole("button", { name: "Recevoir le lien de confirmation" }).click();
    await openLink(page, email);
    await page.getByRole("button", { name: "Confirmer et continuer" }).click();
    await expect(page.getByText("40,00").first()).toBeVisible();
    await page.getByRole("button", { name: "Confirmer la réservation" }).locator("visible=true").first().click();
    await expect(page.getByRole("heading", { level: 1, name: "C’est réservé" })).toBeVisible();
    expect(page.url()).toContain(POLE);
  });
});

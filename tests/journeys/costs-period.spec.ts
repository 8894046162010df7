import { expect, test } from "playwright/test";
import postgres from "postgres";
import { newId } from "../../server/kernel/ids";
import { signIn } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

// Months close one after the other, for good: these are of pôles of their own, each run by somebody of its own.

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1, onnotice: () => {} });
});
test.afterAll(() => sql.end());

test("who runs the pôle sends a month to review, decides a dispute, has what it changes read again, locks and closes it, from its page @desktop", async ({
  page,
}) => {
  test.slow();
  const { slug, manager, pool, period, atelier, read } = await makePole();
  await signIn(page, manager, `/poles/${slug}`);
  const month = `/poles/${slug}/comptes/periodes/2026-10`;
  await page.goto(`/poles/${slug}/comptes/periodes`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Octobre 2026" }).click();
  await expect(page.getByText("1 justificatif à joindre")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Envoyer en relecture" }).click();
  await expect(page.getByText("3 décomptes pas encore lus")).toBeVisible();

  // Meanwhile members read, one of them disputes its share, and the proof that was missing is explained.
  await read();
  await sql`update charges set without_proof = 'Ticket perdu' where period_id = ${period}`;
  await sql`insert into disputes ${sql({ id: newId(), ...(await poleOf(slug)), period_id: period, pool_id: pool, structure_id: atelier, cents: 1_000, reason: "Ce trajet n’est pas le nôtre.", filed_by: manager })}`;
  await page.reload();
  await expect(page.getByRole("heading", { level: 3, name: /Atelier conteste 10,00/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: /^Donner raison/ }).click();
  await expect(page.getByRole("radio", { name: /^Donner raison : rendre/ })).toBeChecked();
  await expectAccessible(page);
  await page.getByLabel("Vos mots à ce membre").fill("Vous avez raison : le carnet le dit.");
  await page.getByRole("button", { name: "Envoyer la réponse" }).click();
  await page.waitForURL(`**${month}`);
  await expect(page.getByText(/Acceptée\s: 10,00/)).toBeVisible();

  // What it changes is read again before the month is locked: those whose amount changed are told.
  await expect(page.getByText("3 décomptes pas encore lus")).toBeVisible();
  await page.getByText("Changer la fin de la relecture").click();
  await page.getByRole("button", { name: "Changer la date" }).click();
  await expect(page.getByText(/Le mois est en relecture/)).toBeVisible();
  await read();
  await page.reload();
  await page.getByRole("button", { name: "Verrouiller le mois" }).click();
  await page.getByRole("button", { name: "Clore le mois" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Ce mois est clos" })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole("link", { name: "Vérifier de nouveau" }).click();
  await expect(page.getByRole("alert")).toContainText("Conforme");
  await expectAccessible(page);
  // 30,01 € in three, 10 € of it given back to one by the two others.
  await expect(
    page
      .getByRole("row", { name: /Atelier/ })
      .getByRole("cell")
      .last(),
  ).toHaveText(/^\+0,0[01]$|^0,00$/);
  const [sums] = await sql<{ net: string }[]>`
    select sum(net_cents)::text as net from nettings where period_id = ${period}`;
  expect(sums?.net).toBe("3001");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a month is sent to review and locked all the same @desktop", async ({ page }) => {
    const { slug, manager, period, read } = await makePole();
    await sql`update charges set without_proof = 'Ticket perdu' where period_id = ${period}`;
    await signIn(page, manager, `/poles/${slug}`);
    await page.goto(`/poles/${slug}/comptes/periodes/2026-10`);
    await page.getByRole("button", { name: "Envoyer en relecture" }).click();
    await expect(page.getByText("3 décomptes pas encore lus")).toBeVisible();
    await read();
    await page.goto(`/poles/${slug}/comptes/periodes/2026-10`);
    await page.getByRole("button", { name: "Verrouiller le mois" }).click();
    await expect(page.getByRole("button", { name: "Clore le mois" })).toBeVisible();
    const [row] = await sql<{ state: string }[]>`select state from periods where id = ${period}`;
    expect(row?.state).toBe("locked");
  });
});

async function poleOf(slug: string): Promise<{ pole_id: string }> {
  const [row] = await sql<{ id: string }[]>`select id from poles where slug = ${slug}`;
  return { pole_id: row?.id ?? "" };
}

/** A pôle of three members with one charge in October 2026, without a proof. `read`: as if each had read its statement. */
async function makePole() {
  const pole = { id: newId(), slug: `comptes-${newId().slice(-8)}` };
  const [pool, period, structures] = [newId(), newId(), [newId(), newId(), newId()]];
  const person = newId();
  await sql.begin(async (tx) => {
    await tx`insert into people ${tx({ id: person, name: "Camille Aubert", email: `${person}@demo.example`, locale: "fr" })}`;
    await tx`insert into passwords (person_id, hash) select ${person}, w.hash from passwords w join people p on p.id = w.person_id
      where p.email = 'manager@demo.example'`;
    const [network] = await tx<{ id: string }[]>`select id from networks limit 1`;
    const at = { pole_id: pole.id };
    await tx`insert into poles ${tx({ ...pole, network_id: network?.id ?? "", name: "Pôle des comptes", time_zone: "Europe/Paris" })}`;
    await tx`insert into pole_staff ${tx({ ...at, person_id: person, role: "manager" })}`;
    const names = ["Atelier", "Boulange", "Cyclerie"];
    await tx`insert into structures ${tx(
      structures.map((id, rank) => ({ id, name: names[rank] ?? "", slug: `s-${id}`, colour: rank + 1 })),
    )}`;
    await tx`insert into memberships ${tx(
      structures.map((id) => ({ ...at, structure_id: id, kind: "member", starts_on: "2020-01-01" })),
    )}`;
    await tx`insert into cost_pools ${tx({ id: pool, ...at, name: "Véhicules", kind: "vehicle", legal_mode: "out_of_scope" })}`;
    await tx`insert into key_versions ${tx({ id: newId(), ...at, pool_id: pool, number: 1, starts_on: "2020-01-01", definition: tx.json({ type: "equal" }), person_id: person })}`;
    await tx`insert into periods ${tx({ id: period, ...at, starts_on: "2026-10-01", ends_on: "2026-10-31" })}`;
    await tx`insert into charges ${tx({
      ...{ id: newId(), ...at, pool_id: pool, number: "CH-2026-0001", supplier: "Garage", label: "Carburant" },
      ...{ amount_cents: 3_001, account: "6068", document_on: "2026-10-12", served_from: "2026-10-12" },
      ...{ served_until: "2026-10-12", state: "approved", period_id: period, approved_by: person },
      ...{ approved_at: new Date(), person_id: person },
    })}`;
  });
  const read = async () => {
    await sql`update statements set read_at = now(), read_cents = told_cents where period_id = ${period}`;
  };
  return { slug: pole.slug, manager: person, pool, period, atelier: structures[0] ?? "", read };
}

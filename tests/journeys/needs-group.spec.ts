import { expect, test, type Browser, type Page } from "playwright/test";
import postgres from "postgres";
import { newId } from "../../server/kernel/ids";
import { POLE, signIn } from "../support/journey";
import { expectAccessible } from "../support/journey-things";

// On a telephone too: three structures that answer together, and a need that changes after one has answered.

let sql: postgres.Sql;
test.beforeAll(() => {
  sql = postgres(process.env.GRAPPE_OWNER_URL ?? "", { max: 1 });
});
test.afterAll(() => sql.end());

interface Member {
  readonly structureId: string;
  readonly name: string;
  /** Somebody who gives its word: signs in with the password of all. */
  readonly account: string;
}

/** Other members of the pôle than the demonstration's administrator's, each with somebody to give its word. */
async function members(howMany: number): Promise<Member[]> {
  const found = await sql<{ structureId: string; name: string }[]>`
    select m.structure_id as "structureId", s.name
      from memberships m join structures s on s.id = m.structure_id join poles p on p.id = m.pole_id
     where p.slug = 'val-d-orme' and m.kind = 'member' and m.ends_on is null and not exists (
       select from affiliations a join people q on q.id = a.person_id
        where a.structure_id = m.structure_id and q.email = 'administrator@demo.example')
       -- Of one pôle alone: whoever signs in stands there.
       and not exists (select from memberships o where o.structure_id = m.structure_id and o.pole_id <> m.pole_id)
     order by s.name desc limit ${howMany}`;
  return Promise.all(
    found.map(async (member) => {
      const personId = newId();
      const account = `groupe-${personId.slice(-8)}`;
      await sql.begin(async (tx) => {
        await tx`insert into people (id, name, email, locale) values (${personId}, 'Nina Roche', ${`${account}@demo.example`}, 'fr')`;
        await tx`insert into passwords (person_id, hash) select ${personId}, w.hash from passwords w join people p on p.id = w.person_id where p.email = 'administrator@demo.example'`;
        await tx`insert into affiliations (structure_id, person_id, role) values (${member.structureId}, ${personId}, 'administrator')`;
      });
      return { ...member, account };
    }),
  );
}

/** A need of one lot, published by `buyer`, or by the structure of administrator@demo.example. Answers its address. */
async function publish(title: string, buyer?: Member): Promise<string> {
  const [needId, lotId] = [newId(), newId()];
  const [by] = await sql<{ poleId: string; structureId: string; personId: string }[]>`
    select m.pole_id as "poleId", m.structure_id as "structureId", a.person_id as "personId"
      from memberships m join poles l on l.id = m.pole_id join affiliations a on a.structure_id = m.structure_id
      join people p on p.id = a.person_id
     where l.slug = 'val-d-orme' and p.email = ${`${buyer?.account ?? "administrator"}@demo.example`}`;
  if (!by) throw new Error("The demonstration misses its administrator.");
  const at = { pole_id: by.poleId, need_id: needId };
  await sql.begin(async (tx) => {
    await tx`insert into needs ${tx({ id: needId, pole_id: by.poleId, structure_id: by.structureId, person_id: by.personId, kind: "call", title })}`;
    await tx`insert into need_lots ${tx({ ...at, id: lotId, number: 1, title: "Plantations", minimum_hours: 10 })}`;
    await tx`insert into need_criteria ${tx([
      { ...at, id: newId(), lot_id: lotId, position: 1, kind: "price", weight: 40, label: "Prix" },
      { ...at, id: newId(), lot_id: lotId, position: 2, kind: "quality", weight: 60, label: "Méthode" },
    ])}`;
    await tx`update needs set state = 'published', published_at = now(),
      closes_at = date_trunc('milliseconds', now() + interval '9 days') where id = ${needId}`;
  });
  return `${POLE}/besoins/${needId}`;
}

async function write(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("link", { name: "Préparer une réponse" }).click();
  await page.getByRole("button", { name: "Commencer la réponse" }).click();
  await page.getByLabel("Prix hors taxes, en euros").fill("9000");
  await page.getByLabel(/Heures d’insertion/).fill("60");
  await page.getByLabel(/Méthode, 60 points/).fill("Deux saisons, des plants d’ici.");
  await page.getByLabel("Adresse électronique").fill("contact@gue.example");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Votre réponse" })).toBeVisible();
}

async function another(browser: Browser, account: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, account);
  return page;
}

test("three structures answer together: each is asked, accepts, has its share, signs; then it is handed in @telephone", async ({
  page,
  browser,
}) => {
  test.slow();
  const [buyer, ...partners] = await members(3);
  const address = await publish("Verdir les trois cours", buyer);
  await signIn(page, "administrator");
  await write(page, address);
  await page.getByRole("link", { name: "Groupement", exact: true }).click();
  for (const { name } of partners) {
    await page.getByLabel("Structure", { exact: true }).selectOption({ label: name });
    await page.getByRole("button", { name: "Inviter" }).click();
    await expect(page.getByRole("button", { name: `Retirer ${name}` })).toBeVisible();
  }
  const theirs = await Promise.all(partners.map(({ account }) => another(browser, account)));
  for (const their of theirs) {
    await their.goto(address);
    await their.getByRole("link", { name: "Voir l’invitation" }).click();
    await their.getByRole("button", { name: "Accepter" }).click();
    await expect(their.getByText("Vous êtes dans le groupement.")).toBeVisible();
  }

  await page.reload();
  const [tasks, amounts, hours] = [
    page.getByLabel(/Ce que fait/),
    page.getByLabel(/, en euros\s*$/),
    page.getByLabel(/, heures\s*$/),
  ];
  await expect(tasks).toHaveCount(3);
  for (const [place, [task, euros, time]] of [
    ["Les plantations", "5000", "30"],
    ["Le bois", "2500", "20"],
    ["L’arrosage", "1499,99", "10"],
  ].entries()) {
    await tasks.nth(place).fill(task ?? "");
    await amounts.nth(place).fill(euros ?? "");
    await hours.nth(place).fill(time ?? "");
  }
  await expect(page.getByText(/il reste 0,01\s€ et 0\sh/)).toBeVisible();
  await amounts.nth(2).fill("1500");
  await expect(page.getByText("Tout est réparti.")).toBeVisible();
  await page.getByRole("button", { name: "Enregistrer les parts" }).click();
  await page.getByRole("button", { name: /^Signer pour/ }).click();
  await expect(page.getByText(/^Signé le/)).toBeVisible();
  await expectAccessible(page);

  // Two signatures are missing, and its page says whose.
  await page.goto(`${address}/reponse`);
  await expect(page.getByRole("heading", { name: "Il manque 2 signatures" })).toBeVisible();
  for (const their of theirs) {
    await their.goto(`${address}/reponse/groupement`);
    await their.getByRole("button", { name: /^Signer pour/ }).click();
    await expect(their.getByText(/^Signé le/)).toBeVisible();
  }
  await page.reload();
  await page.getByRole("button", { name: "Déposer la réponse" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Reçu n° 1/ })).toBeVisible();
  for (const { name } of partners) await expect(page.getByText(name).first()).toBeVisible();
  await expectAccessible(page);
  // Each member has the receipt too.
  await theirs[0]?.goto(address);
  await expect(theirs[0]!.getByRole("heading", { name: /Déposée, n° 1/ })).toBeVisible();
});

test("a need changes after an answer is in: what changed is shown before and after, and it is confirmed again @telephone", async ({
  page,
  browser,
}) => {
  test.slow();
  const [bidder] = await members(1);
  const address = await publish("Replanter la haie");
  const theirs = await another(browser, bidder?.account ?? "");
  await write(theirs, address);
  await theirs.getByRole("button", { name: "Déposer la réponse" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: /Reçu n° 1/ })).toBeVisible();

  await signIn(page, "administrator");
  await page.goto(address);
  await page.getByRole("link", { name: "Modifier par un additif" }).click();
  await page.getByLabel("Ce qui change").fill("La haie est plus longue.");
  await page.getByLabel("Non, c’est une précision").check();
  await page.getByText("Le texte", { exact: true }).click();
  await page.getByLabel("Le détail").fill("Une haie de 30 m.");
  await page.getByText("Les lots", { exact: true }).click();
  await page
    .getByLabel(/Heures d’insertion/)
    .first()
    .fill("50");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publier la modification" }).click();
  // A lot that changes is of substance, whatever one thinks.
  await expect(page.getByRole("alert")).toContainText("cela touche à ce qu’il faut répondre");
  await page.getByLabel("Oui, cela touche au fond").check();
  await page.getByRole("button", { name: "Publier la modification" }).click();
  await expect(page.getByText("La modification est publiée.")).toBeVisible();
  await expect(page.locator("ins", { hasText: "50" })).toBeVisible();
  await expectAccessible(page);

  await theirs.goto(address);
  await expect(theirs.getByRole("heading", { name: "À confirmer à nouveau" })).toBeVisible();
  await theirs.getByRole("link", { name: "Confirmer à nouveau" }).click();
  await expect(theirs.getByRole("heading", { name: "Ce qui a changé dans le besoin" })).toBeVisible();
  await expect(theirs.locator("del", { hasText: "10" })).toBeVisible();
  await expect(theirs.locator("ins", { hasText: "Une haie de 30 m." })).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByRole("button", { name: "Confirmer à nouveau" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: /Reçu n° 2/ })).toBeVisible();
  await theirs.goto(address);
  await expect(theirs.getByRole("heading", { name: /Déposée, n° 2/ })).toBeVisible();
});

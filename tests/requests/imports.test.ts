import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { confirmImport, importOf, previewImport, tasks, templateFile } from "../../server/imports";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { endMembership } from "../../server/poles";
import { identityMails } from "../support/jobs";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

const WORDS = { salle: "room", vehicule: "vehicle", service: "service" };
let world: World;
let server: TestServer;
let manager: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  manager = await signedIn(server, world.people.manager.email);
}, 180_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

type Kind = "structures" | "people" | "resources";

async function preview(kind: Kind, text: string | Buffer): Promise<string> {
  const file = { kind, name: "tableau.csv", bytes: Buffer.from(text as string) };
  const outcome = await previewImport(world.actors.manager, file, WORDS);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

async function planOf(id: string) {
  const seen = await importOf(world.actors.manager, id);
  if (!("content" in seen)) throw new Error(seen.state);
  return seen.content.plan.map(({ action, problems }) => [action, ...problems.map(({ code }) => code)].join(" "));
}

/** What the worker does with the jobs of imports. */
async function work(): Promise<void> {
  const jobs = await world.owner<{ id: string; payload: unknown }[]>`
    select j.id, j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'run-import' order by j.id`;
  for (const { id, payload } of jobs) {
    await world.owner`delete from graphile_worker._private_jobs where id = ${id}`;
    await tasks["run-import"](payload);
  }
}

async function carryOut(id: string) {
  expect(await confirmImport(world.actors.manager, id)).toEqual({ ok: true, value: undefined });
  await work();
  return importOf(world.actors.manager, id);
}

/** Everything an import could write. */
async function written() {
  const [row] = await world.owner<Record<string, number>[]>`
    select (select count(*) from structures)::int as structures, (select count(*) from memberships)::int as memberships,
           (select count(*) from people)::int as people, (select count(*) from affiliations)::int as affiliations,
           (select count(*) from invitations)::int as invitations, (select count(*) from resources)::int as resources,
           (select count(*) from units)::int as units, (select count(*) from places)::int as places`;
  return row;
}

describe("structures", () => {
  it("enter the pôle, and whoever will administer them is invited, after the confirmation only", async () => {
    const before = await written();
    const id = await preview(
      "structures",
      "Nom;SIRET;Activité;Ville;Place dans le pôle;Depuis;Courriel\n" +
        "La Boussole;732 829 320 00074;Aide numérique;Brizac;Partenaire;01/09/2026;contact@boussole.example\n" +
        "Les Jardins du Gué;;Maraîchage;Brizac;;;\n",
    );
    expect(await planOf(id)).toEqual(["create", "update"]);
    expect(await written()).toEqual(before);

    const seen = await carryOut(id);
    expect([seen.state, seen.result]).toEqual(["done", { created: 1, updated: 1, same: 0, skipped: 0, invited: 1 }]);
    const [boussole] = await world.owner`
      select s.slug, s.siret, s.activity, m.kind, m.starts_on::text as since, m.pole_id
        from structures s join memberships m on m.structure_id = s.id where s.name = 'La Boussole'`;
    expect(boussole).toEqual({
      slug: "la-boussole",
      siret: "73282932000074",
      activity: "Aide numérique",
      kind: "partner",
      since: "2026-09-01",
      pole_id: world.poles.orme.id,
    });
    const [gue] =
      await world.owner`select name, activity, town, siret from structures where id = ${world.structures.gue.id}`;
    expect(gue).toEqual({ name: "Les Jardins du Gué", activity: "Maraîchage", town: "Brizac", siret: null });
    const mail = (await identityMails(world)).at(-1);
    expect([mail?.kind, mail?.email]).toEqual(["invitation-colleague", "contact@boussole.example"]);
    // The link in the mail opens: an administrator's invitation, not an account.
    expect(await manager.read(`/invitation/${mail?.secret}`)).toContain("La Boussole");
    expect((await written())?.people).toBe(before?.people);
  });

  it("brought twice are there once", async () => {
    const table = "Nom\nTempo\n";
    await carryOut(await preview("structures", table));
    expect(await planOf(await preview("structures", table))).toEqual(["same"]);
  });

  it("with one name but for its accents get addresses of their own", async () => {
    await world.owner`insert into structures (id, slug, name) values (gen_random_uuid(), 'l-atelier', 'Atelier d''ailleurs')`;
    await carryOut(await preview("structures", "Nom\nL’Atelier\nL’Atelier 2\n"));
    const slugs = await world.owner`select slug from structures where name like 'L’Atelier%' order by name`;
    expect(slugs.map(({ slug }) => slug as string)).toEqual(["l-atelier-2", "l-atelier-2-2"]);
  });
});

describe("people", () => {
  it("are invited where nobody works yet, and never where a structure has its own administrators", async () => {
    await carryOut(await preview("structures", "Nom\nPersonne Encore\n"));
    const id = await preview(
      "people",
      "Courriel,Structure,Rôle\na@personne.example,Personne Encore,Administration\nb@tablee.example,La Grande Tablée,Administration\n",
    );
    expect(await planOf(id)).toEqual(["create", "skip"]);
    const before = await written();
    const seen = await carryOut(id);
    expect(seen.result).toMatchObject({ created: 1, skipped: 1, invited: 1 });
    expect(await written()).toEqual({ ...before, invitations: (before?.invitations ?? 0) + 1 });
    const invited = await world.owner`
      select s.name, i.role from invitations i join structures s on s.id = i.structure_id where i.email = 'a@personne.example'`;
    expect([...invited]).toEqual([{ name: "Personne Encore", role: "administrator" }]);
  });
});

describe("resources", () => {
  it("are at the catalogue with their place, hours, price and units", async () => {
    const id = await preview(
      "resources",
      "Genre;Nom;Structure;Lieu;Capacité;Prix de l'heure;Horaires;Exemplaires\n" +
        "Salle;Salle Neuve;Les Jardins du Gué;ancienne filature;12;6,50;lun-ven 8h-12h et 14h-18h;1\n" +
        "Salle;Box;La Grande Tablée;Le Moulin;2;;tous les jours 8h-20h;4\n" +
        "Salle;Salle du Pressoir;La Grande Tablée;;20;7;;\n",
    );
    expect(await planOf(id)).toEqual(["create", "create", "update"]);
    expect((await carryOut(id)).state).toBe("done");
    const rows = await world.owner`
      select r.name, r.capacity, p.name as place, r.takes_all_units, t.hour_cents::int as cents,
             (select count(*) from opening_hours h where h.resource_id = r.id)::int as openings,
             (select count(*) from resource_units u where u.resource_id = r.id)::int as units
        from resources r left join places p on p.id = r.place_id
        left join rates t on t.resource_id = r.id and t.customer = 'member'
       where r.name in ('Salle Neuve', 'Box', 'Salle du Pressoir') order by r.name`;
    expect(rows.map((row) => Object.values(row) as unknown[])).toEqual([
      ["Box", 2, "Le Moulin", false, null, 7, 4],
      ["Salle Neuve", 12, "Ancienne Filature", true, 650, 10, 1],
      ["Salle du Pressoir", 20, "Ancienne Filature", true, 700, 6, 1],
    ]);
  });
});

describe("the prices and the rules of resources", () => {
  const rates = () => world.owner`
    select r.name, t.customer, t.hour_cents::int as hour, t.half_day_cents::int as half, t.day_cap_cents::int as day,
           t.kilometre_cents::int as km, t.unit_cents::int as unit, t.at_cost
      from rates t join resources r on r.id = t.resource_id
     where r.name in ('Fourgon', 'Plat du jour', 'Salle du Pressoir')
     order by r.name, array_position(array['member', 'network', 'outsider', 'public'], t.customer)`;

  it("are kept for each kind of customer, with who may book and who says yes", async () => {
    await world.owner`delete from rates where resource_id = ${world.rooms.pressoir.id}`;
    await world.owner`insert into rates ${world.owner({ pole_id: world.poles.orme.id, resource_id: world.rooms.pressoir.id, customer: "member", hour_cents: 600, day_cap_cents: 3600, week_cents: 9000 })}`;
    const id = await preview(
      "resources",
      "Genre;Nom;Structure;Capacité;Prix de la demi-journée;Prix de la journée;Prix du kilomètre;Prix à l'unité;" +
        "Prix de la journée (réseau);Prix du kilomètre (extérieur);Horaires;Qui peut réserver;Accord\n" +
        "Véhicule;Fourgon;Les Jardins du Gué;3;15;25;0,20;;30;0,45;lun-ven 8:00-18:00;Réseau;Oui\n" +
        "Service;Plat du jour;La Grande Tablée;;;;;8,50;;;;;\n" +
        "Salle;Salle du Pressoir;La Grande Tablée;;20;;;;50;;;Public;Pôle\n",
    );
    expect(await planOf(id)).toEqual(["create", "create", "update"]);
    expect((await carryOut(id)).state).toBe("done");
    expect((await rates()).map((row) => Object.values(row) as unknown[])).toEqual([
      ["Fourgon", "member", null, 1500, 2500, 20, null, false],
      ["Fourgon", "network", null, null, 3000, null, null, false],
      ["Fourgon", "outsider", null, null, null, 45, null, false],
      ["Plat du jour", "member", null, null, null, null, 850, false],
      // What was there and is not told stays.
      ["Salle du Pressoir", "member", 600, 2000, 3600, null, null, false],
      ["Salle du Pressoir", "network", null, null, 5000, null, null, false],
    ]);
    const rules = await world.owner`
      select name, open_to, approval from resources where name in ('Fourgon', 'Plat du jour', 'Salle du Pressoir') order by name`;
    expect(rules.map((row) => Object.values(row) as unknown[])).toEqual([
      ["Fourgon", "network", "owner"],
      ["Plat du jour", "pole", "automatic"],
      ["Salle du Pressoir", "public", "manager"],
    ]);
    await world.owner`update resources set open_to = 'pole', approval = 'automatic' where name = 'Salle du Pressoir'`;
  });

  it("are refused beside the cell, in words", async () => {
    const id = await preview(
      "resources",
      "Genre;Nom;Structure;Prix de l'heure;Prix de la journée;Prix du km;Ouvert à;Validation\n" +
        "Salle;A;Les Jardins du Gué;dix;;;;\n" +
        "Salle;B;Les Jardins du Gué;10;8;;;\n" +
        "Salle;C;Les Jardins du Gué;;;0,20;;\n" +
        "Salle;D;Les Jardins du Gué;;;;Amis;\n" +
        "Salle;E;Les Jardins du Gué;;;;;Peut-être\n",
    );
    expect(await planOf(id)).toEqual([
      "error amount",
      "error price_below",
      "error price_kind",
      "error open_to",
      "error approval",
    ]);
  });
});

describe("all or nothing", () => {
  it("a wrong line holds all the others back", async () => {
    const id = await preview("structures", "Nom;SIRET\nBonne;\nMauvaise;73282932000075\n");
    expect(await planOf(id)).toEqual(["create", "error siret_key"]);
    const before = await written();
    expect(await confirmImport(world.actors.manager, id)).toEqual({ ok: false, problem: { code: "not_ready" } });
    await work();
    expect(await written()).toEqual(before);
  });

  it("what has changed since the preview is shown again, and nothing is written", async () => {
    const id = await preview("structures", "Nom\nPremière\nMairie de Brizac\nDeuxième\n");
    const other = await preview("structures", "Nom\nDeuxième\n");
    await carryOut(other);
    const before = await written();
    const seen = await carryOut(id);
    expect([seen.state, seen.result]).toEqual(["preview", { problem: "changed" }]);
    expect(await planOf(id)).toEqual(["create", "same", "same"]);
    expect(await written()).toEqual(before);
    expect((await carryOut(id)).result).toMatchObject({ created: 1, same: 2 });
  });

  it("an import that breaks halfway leaves nothing behind, and says so", async () => {
    const id = await preview("resources", "Genre;Nom;Structure\nSalle;Avant la panne;Les Jardins du Gué\n");
    await world.owner`alter table resource_units add constraint broken check (part <> 0) not valid`;
    const before = await written();
    await confirmImport(world.actors.manager, id);
    await expect(work()).rejects.toThrow(id);
    await world.owner`alter table resource_units drop constraint broken`;
    expect(await written()).toEqual(before);
    const seen = await importOf(world.actors.manager, id);
    expect([seen.state, seen.result.problem]).toEqual(["failed", "failed"]);
  });

  it("an import confirmed twice, or whose job runs twice, is made once", async () => {
    const id = await preview("structures", "Nom\nUne Fois\n");
    await confirmImport(world.actors.manager, id);
    await confirmImport(world.actors.manager, id);
    const payload = { importId: id, actor: world.actors.manager };
    await Promise.all([tasks["run-import"](payload), tasks["run-import"](payload)]);
    await work();
    const made = await world.owner`select from structures where name = 'Une Fois'`;
    expect(made.length).toBe(1);
    expect((await importOf(world.actors.manager, id)).state).toBe("done");
  });

  it("a manager who is one no more writes nothing", async () => {
    const id = await preview("structures", "Nom\nTrop Tard\n");
    await confirmImport(world.actors.manager, id);
    await world.owner`update pole_staff set ended_at = now() where person_id = ${world.people.manager.id}`;
    await work();
    await world.owner`update pole_staff set ended_at = null where person_id = ${world.people.manager.id}`;
    expect((await importOf(world.actors.manager, id)).result.problem).toBe("not_allowed");
    expect((await world.owner`select from structures where name = 'Trop Tard'`).length).toBe(0);
  });

  it("five thousand lines are carried out, and their progress is told", async () => {
    const table = `Nom;Ville\n${Array.from({ length: 5000 }, (_, n) => `Structure d'essai ${n};Ville ${n % 50}`).join("\n")}`;
    const id = await preview("structures", table);
    await confirmImport(world.actors.manager, id);
    const seen = new Set<number>();
    let over = false;
    const watching = (async () => {
      while (!over) {
        const { state, done } = await importOf(world.actors.manager, id);
        if (state === "running") seen.add(done);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    await work();
    over = true;
    await watching;
    expect((await importOf(world.actors.manager, id)).result).toMatchObject({ created: 5000 });
    expect([...seen].some((done) => done > 0 && done < 5000)).toBe(true);
  }, 60_000);
});

describe("who", () => {
  it("only the pôle's managers import, and see only their pôle's", async () => {
    const id = await preview("structures", "Nom\nVue\n");
    for (const key of ["employee", "administrator", "treasurer", "observer"] as const) {
      await expect(importOf(world.actors[key], id)).rejects.toThrow(Forbidden);
      await expect(confirmImport(world.actors[key], id)).rejects.toThrow(Forbidden);
      const file = { kind: "structures" as const, name: "", bytes: Buffer.from("Nom\nx") };
      await expect(previewImport(world.actors[key], file, WORDS)).rejects.toThrow(Forbidden);
    }
    await expect(importOf(world.actors.neighbour, id)).rejects.toThrow(NotFound);
    await expect(confirmImport(world.actors.neighbour, id)).rejects.toThrow(NotFound);
  });

  it("a structure that left is not brought back by a table", async () => {
    await endMembership(world.actors.manager, world.structures.curieux.id, { endsOn: "2026-01-31" });
    expect(await planOf(await preview("structures", "Nom\nLes Curieux\n"))).toEqual(["error structure_ended"]);
    await world.owner`update memberships set ends_on = null where structure_id = ${world.structures.curieux.id}`;
  });
});

describe("the pages", () => {
  const PAGE = "/poles/val-d-orme/import";
  const send = (kind: Kind, bytes: Buffer, name = "tableau.csv") => {
    const form = new FormData();
    form.set("kind", kind);
    form.set("file", new File([new Uint8Array(bytes)], name));
    return manager.post(PAGE, form);
  };
  beforeEach(async () => {
    await work();
  });

  it("takes a file, shows each line with what is wrong beside it, then the corrected file to its end", async () => {
    const wrong = await send(
      "resources",
      Buffer.from("Genre;Nom;Structure;Horaires\nSalle;Salle Page;Les Jardins du Gué;parfois\n"),
    );
    expect(wrong.status).toBe(302);
    const page = await manager.read(wrong.headers.get("location") ?? "");
    expect(page).toContain("Une ligne est à corriger");
    expect(page).toContain("«\u00a0parfois\u00a0» ne se lit pas");
    expect(page).not.toContain("Importer une ligne");

    const right = await send(
      "resources",
      Buffer.from("Genre;Nom;Structure;Horaires\nSalle;Salle Page;Les Jardins du Gué;lun 8h-9h\n"),
    );
    const address = right.headers.get("location") ?? "";
    expect(await manager.read(address)).toContain("Importer une ligne");
    expect((await manager.post(address)).status).toBe(302);
    const running = await manager.read(address);
    expect(running).toContain("L’import est en cours");
    expect(running).toMatch(/<noscript><meta http-equiv="refresh"/i);
    await work();
    expect(await manager.read(address)).toContain("C’est importé");
  });

  it("refuses what is no table with a sentence, beside the file", async () => {
    for (const [bytes, sentence] of [
      [Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "n’est pas un tableau"],
      [Buffer.from(`Nom\n${"x\n".repeat(100_000)}`), "plus de 5\u202f000 lignes"],
      [Buffer.from("Couleur\nbleu\n"), "Il manque la colonne"],
      [Buffer.alloc(0), "est vide"],
    ] as const) {
      const answer = await send("structures", bytes);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(sentence);
    }
    expect((await manager.post(PAGE, { kind: "structures" })).status).toBe(422);
    expect((await send("structures", Buffer.alloc(6_000_000, "a"))).status).toBe(413);
  });

  it("gives templates that are imported as they are", async () => {
    for (const name of ["structures", "personnes", "ressources"]) {
      for (const format of ["csv", "xlsx"]) {
        const answer = await manager.get(`${PAGE}/modeles/${name}.${format}`);
        expect([answer.status, answer.headers.get("content-disposition")]).toEqual([
          200,
          `attachment; filename="modele-${name}.${format}"`,
        ]);
      }
    }
    expect((await manager.get(`${PAGE}/modeles/autre.csv`)).status).toBe(404);
    expect(await planOf(await preview("resources", templateFile("resources", "xlsx")))).toEqual(["create", "create"]);
  });
});

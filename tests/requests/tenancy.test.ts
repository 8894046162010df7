import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectionOptions } from "../../db/connection";
import { inTransaction, type Scope } from "../../db/transaction";
import { requestLink, signIn } from "../../server/identity";
import { newId } from "../../server/kernel/ids";
import { inviteColleague, inviteStructure, issueApiToken } from "../../server/poles";
import { openWorld, PASSWORD, type World } from "../support/world";

let world: World;
/** Connected as the application is, outside any of our code. */
let app: postgres.Sql;

beforeAll(async () => {
  world = await openWorld();
  app = postgres(world.appUrl, { ...connectionOptions, max: 2 });
  const client = { address: "203.0.113.7", userAgent: "" };
  for (const { email } of Object.values(world.people))
    await signIn({ email, password: PASSWORD, remember: false }, client);
  await requestLink(
    { email: world.people.neighbour.email, purpose: "reset" },
    { locale: "fr", address: client.address },
  );
  for (const who of ["manager", "neighbour"] as const) {
    await inviteStructure(world.actors[who], { name: `De ${who}`, kind: "member", email: `${who}@new.example` });
  }
  await inviteColleague(world.actors.neighbour, "radeau", { email: "colleague@new.example", role: "employee" });
  await issueApiToken({ email: world.people.neighbour.email, structureSlug: "radeau" });
});
afterAll(async () => {
  await app.end({ timeout: 1 });
  await world.close();
});

/** Every table of ours, with the number of rows it really has. */
async function tables(): Promise<{ name: string; rows: number }[]> {
  const names = await world.owner<{ name: string }[]>`
    select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`;
  return Promise.all(
    names.map(async ({ name }) => {
      const [row] = await world.owner.unsafe<{ rows: number }[]>(`select count(*)::int as rows from "${name}"`);
      return { name, rows: row?.rows ?? 0 };
    }),
  );
}

const UNGUARDED = ["rate_limits", "schema_migrations"];
const count = (sql: postgres.Sql | postgres.TransactionSql, table: string) =>
  sql.unsafe<{ rows: number }[]>(`select count(*)::int as rows from "${table}"`).then(([row]) => row?.rows);

/** What `scope` sees of a table, by SQL alone. */
async function seen(scope: Scope, table: string, column = "id"): Promise<string[]> {
  return app.begin(async (tx) => {
    await enter(tx, scope);
    const rows = await tx.unsafe<{ value: string }[]>(`select "${column}"::text as value from "${table}"`);
    return rows.map(({ value }) => value);
  });
}

async function enter(tx: postgres.TransactionSql, scope: Scope): Promise<void> {
  await tx`select set_config('app.person', ${scope.personId ?? ""}, true), set_config('app.pole', ${scope.poleId ?? ""}, true),
                  set_config('app.structure', ${scope.structureId ?? ""}, true), set_config('app.realm', ${scope.realm ?? ""}, true)`;
}

/** Runs one statement as `scope`; returns the SQLSTATE of its refusal, or the number of rows it touched. */
async function attempt(scope: Scope, statement: string, values: string[]): Promise<string | number> {
  try {
    return await app.begin(async (tx) => {
      await enter(tx, scope);
      return (await tx.unsafe(statement, values)).count;
    });
  } catch (error) {
    return error instanceof postgres.PostgresError ? error.code : String(error);
  }
}

describe("row-level security", () => {
  it("is on for every table but two, which hold nothing of anybody's", async () => {
    const rows = await world.owner<{ name: string }[]>`
      select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity order by 1`;
    expect(rows.map(({ name }) => name)).toEqual(UNGUARDED);
  });

  it("leaves the application no way around: it owns nothing and cannot bypass it", async () => {
    const [role] = await world.owner<{ rolsuper: boolean; rolbypassrls: boolean; rolcreaterole: boolean }[]>`
      select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'grappe_app'`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false });
    const owned = await world.owner`select relname from pg_class where relowner = 'grappe_app'::regrole`;
    expect(owned).toHaveLength(0);
    await expect(app`set role postgres`).rejects.toThrow();
    await expect(app`truncate people cascade`).rejects.toMatchObject({ code: "42501" });
    await expect(app`alter table people disable row level security`).rejects.toMatchObject({ code: "42501" });
  });

  it("shows nothing at all to a connection that says nothing", async () => {
    const all = (await tables()).filter(({ name }) => !UNGUARDED.includes(name));
    for (const known of "people passwords sessions sign_in_links api_tokens poles structures memberships affiliations pole_staff invitations networks resources units".split(
      " ",
    )) {
      expect(all.find(({ name }) => name === known)?.rows, known).toBeGreaterThan(0);
    }
    for (const { name } of all) expect(await count(app, name), name).toBe(0);
  });

  it("shows nothing either to empty settings, as a connection keeps them after a transaction", async () => {
    await app.begin((tx) => enter(tx, { ...world.actors.manager, realm: "identity" }));
    for (const { name } of await tables()) {
      if (!UNGUARDED.includes(name)) expect(await count(app, name), name).toBe(0);
    }
  });

  it("lets nobody write who says nothing", async () => {
    const { employee } = world.people;
    expect(await attempt({}, "update people set name = 'X' where id = $1", [employee.id])).toBe(0);
    expect(await attempt({}, "delete from sessions where person_id = $1", [employee.id])).toBe(0);
    expect(
      await attempt({}, "insert into people (id, name, email) values ($1, 'X', 'x@test.example')", [newId()]),
    ).toBe("42501");
    expect(
      await attempt(
        {},
        "insert into memberships (pole_id, structure_id, kind, starts_on) values ($1, $2, 'member', '2020-01-01')",
        [world.poles.orme.id, world.structures.isolee.id],
      ),
    ).toBe("42501");
  });
});

describe("a pôle, seen from another by SQL alone", () => {
  const orme = () => world.actors.managerAtGue;

  it("is not there, nor its structures, memberships, people, staff, invitations", async () => {
    expect(await seen(orme(), "poles")).toEqual([world.poles.orme.id]);
    const { radeau, isolee, ...here } = world.structures;
    expect((await seen(orme(), "structures")).sort()).toEqual(
      Object.values(here)
        .map(({ id }) => id)
        .sort(),
    );
    expect(await seen(orme(), "structures")).not.toContain(radeau.id);
    expect(await seen(orme(), "structures")).not.toContain(isolee.id);
    expect(new Set(await seen(orme(), "memberships", "pole_id"))).toEqual(new Set([world.poles.orme.id]));
    expect(await seen(orme(), "affiliations", "structure_id")).not.toContain(radeau.id);
    expect(new Set(await seen(orme(), "pole_staff", "pole_id"))).toEqual(new Set([world.poles.orme.id]));
    const people = await seen(orme(), "people");
    expect(people).toContain(world.people.partner.id);
    expect(people).not.toContain(world.people.neighbour.id);
    expect(people).not.toContain(world.people.outsider.id);
    expect(await seen(orme(), "invitations", "email")).toEqual(["manager@new.example"]);
    expect((await seen(world.actors.neighbour, "invitations", "email")).sort()).toEqual([
      "colleague@new.example",
      "neighbour@new.example",
    ]);
  });

  it.each(["passwords", "sessions", "sign_in_links", "api_tokens"])(
    "has no %s, and neither has one's own: only the realm of identity opens them",
    async (table) => {
      const column = table === "passwords" ? "person_id" : "id";
      expect(await seen(orme(), table, column)).toEqual([]);
      expect(await seen(world.actors.neighbour, table, column)).toEqual([]);
      expect((await seen({ realm: "identity" }, table, column)).length).toBeGreaterThan(0);
    },
  );

  it("cannot be written to", async () => {
    const { radeau } = world.structures;
    const { marais } = world.poles;
    const me = orme().personId;
    const tries: [string, string[], string | number][] = [
      ["update structures set name = 'X' where id = $1", [radeau.id], 0],
      ["update memberships set kind = 'observer' where pole_id = $1", [marais.id], 0],
      [
        "insert into memberships (pole_id, structure_id, kind, starts_on) values ($1, $2, 'member', '2020-01-01')",
        [marais.id, world.structures.gue.id],
        "42501",
      ],
      [
        "insert into affiliations (structure_id, person_id, role) values ($1, $2, 'administrator')",
        [radeau.id, me],
        "42501",
      ],
      ["update affiliations set role = 'employee' where structure_id = $1", [radeau.id], 0],
      ["update invitations set email = 'me@test.example' where pole_id = $1", [marais.id], 0],
      ["update memberships set pole_id = $1 where structure_id = $2", [marais.id, world.structures.gue.id], "42501"],
    ];
    for (const [statement, values, answer] of tries) {
      expect(await attempt(orme(), statement, values), statement).toBe(answer);
    }
  });

  it("has people whom no actor may change, those of their own pôle included", async () => {
    const { manager } = world.actors;
    for (const { id } of [world.people.employee, world.people.neighbour, world.people.manager]) {
      expect(await attempt(manager, "update people set email = 'x@test.example' where id = $1", [id])).toBe(0);
      expect(await attempt(manager, "update passwords set hash = 'x' where person_id = $1", [id])).toBe(0);
    }
  });

  it("cannot be entered by making oneself its staff, nor one's own", async () => {
    for (const { id } of Object.values(world.poles)) {
      const insert = "insert into pole_staff (pole_id, person_id, role) values ($1, $2, 'manager')";
      expect(await attempt(world.actors.employee, insert, [id, world.people.employee.id])).toBe("42501");
    }
  });
});

describe("a transaction", () => {
  it("leaves nothing of its actor to the next one on the same connection", async () => {
    const one = postgres(world.appUrl, { ...connectionOptions, max: 1 });
    try {
      await one.begin(async (tx) => {
        await enter(tx, world.actors.manager);
        expect(await count(tx, "people")).toBeGreaterThan(0);
      });
      expect(await count(one, "people")).toBe(0);
    } finally {
      await one.end({ timeout: 1 });
    }
  });

  it("of ours sees its own pôle", async () => {
    const names = await inTransaction(world.actors.employee, (tx) => tx.selectFrom("poles").select("name").execute());
    expect(names).toEqual([{ name: "Pôle du Val d'Orme" }]);
  });
});

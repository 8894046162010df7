import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterEach, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "../../db/empty";
import { isMigrated, migrate } from "../../db/migrate";
import { freshDatabase, newDatabase } from "../support/database";

const endings: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const ending of endings.splice(0).reverse()) await ending();
});

function connect(url: string): postgres.Sql {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  endings.push(() => sql.end());
  return sql;
}

/** A database with nothing in it, not even the migrations. */
async function bareDatabase(): Promise<string> {
  const { ownerUrl, drop } = await newDatabase();
  endings.push(drop);
  return ownerUrl;
}

async function migratedDatabase(): Promise<{ ownerUrl: string; appUrl: string }> {
  const database = await freshDatabase();
  endings.push(() => database.drop());
  return database;
}

describe("migrating", () => {
  test("brings an empty database up to date, and changes nothing the second time", async () => {
    const ownerUrl = await bareDatabase();
    const first = await migrate(ownerUrl);
    expect(first.applied.length).toBeGreaterThan(0);
    expect(await isMigrated(connect(first.appUrl))).toBe(true);
    expect(await migrate(ownerUrl)).toEqual({ appUrl: first.appUrl, applied: [] });
  });

  test("two processes may do it at the same moment: one works, the other waits", async () => {
    const ownerUrl = await bareDatabase();
    const both = await Promise.all([migrate(ownerUrl), migrate(ownerUrl)]);
    const sizes = both.map(({ applied }) => applied.length).sort();
    expect(sizes[0]).toBe(0);
    expect(sizes[1]).toBeGreaterThan(0);
  });

  test("an owner who is no superuser is enough", async () => {
    const template = new URL(inject("templateUrl"));
    const name = `ordinary_${randomBytes(4).toString("hex")}`;
    const server = connect(template.href.replace(template.pathname, "/postgres"));
    // The restricted role is the whole server's, and its password is drawn from the owner's: take the same.
    await server.unsafe(`create role ${name} login createrole password '${decodeURIComponent(template.password)}'`);
    endings.push(() => server.unsafe(`drop role ${name}`));
    await server.unsafe(`create database ${name} owner ${name}`);
    endings.push(() => server.unsafe(`drop database ${name} with (force)`));
    template.username = name;
    template.pathname = name;
    const { appUrl } = await migrate(template.href);
    expect(await isMigrated(connect(appUrl))).toBe(true);
  });

  test("a file that changed after it was applied is refused", async () => {
    const { ownerUrl, appUrl } = await migratedDatabase();
    await connect(ownerUrl)`update schema_migrations set sha256 = 'other' where name like '0001%'`;
    await expect(migrate(ownerUrl)).rejects.toThrow(/0001_\w+\.sql a changé/);
    expect(await isMigrated(connect(appUrl))).toBe(false);
  });

  test("a database made by a newer version is refused", async () => {
    const { ownerUrl } = await migratedDatabase();
    await connect(ownerUrl)`insert into schema_migrations (name, sha256) values ('9999_later.sql', '')`;
    await expect(migrate(ownerUrl)).rejects.toThrow("version plus récente");
  });

  test("an emptied database can be made anew", async () => {
    const { ownerUrl, appUrl } = await migratedDatabase();
    await emptyDatabase(ownerUrl);
    expect(await isMigrated(connect(appUrl))).toBe(false);
    await migrate(ownerUrl);
    expect(await isMigrated(connect(appUrl))).toBe(true);
  });
});

describe("the application's role", () => {
  test("owns nothing and can bypass nothing", async () => {
    const { ownerUrl } = await migratedDatabase();
    const owner = connect(ownerUrl);
    expect(
      await owner`
        select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = 'grappe_app'`,
    ).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
    ]);
    expect(await owner`select from pg_shdepend where refobjid = 'grappe_app'::regrole and deptype = 'o'`).toEqual([]);
    expect(await owner`select from pg_auth_members where member = 'grappe_app'::regrole`).toEqual([]);
  });

  test("may neither make a table, nor become another, nor touch the queue or the history of migrations", async () => {
    const { appUrl } = await migratedDatabase();
    const application = connect(appUrl);
    for (const attempt of [
      "create table public.mine (x int)",
      "create table app.mine (x int)",
      "create schema mine",
      "set role grappe",
      "select * from graphile_worker.jobs",
      "insert into schema_migrations (name, sha256) values ('x', 'x')",
      "delete from schema_migrations",
      "alter table bookings disable row level security",
      "set session_replication_role = replica",
    ]) {
      await expect(application.unsafe(attempt), attempt).rejects.toMatchObject({ severity: "ERROR" });
    }
  });
});

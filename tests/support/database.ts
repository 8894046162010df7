import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../db/embedded";
import { applicationUrl, migrate } from "../../db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** The owner's address of a database that is migrated and empty, to be copied and never connected to. */
    templateUrl: string;
  }
}

/** A database of one's own: migrated, empty. */
export interface FreshDatabase {
  /** As the role that owns the tables: sees and may do everything. */
  ownerUrl: string;
  /** As the restricted role that the application uses. */
  appUrl: string;
  /** Cuts every connection and removes it. */
  drop(): Promise<void>;
}

/**
 * Vitest's global setup: one server for the whole run, the one of DATABASE_URL or an embedded one that is removed at
 * the end, and in it one migrated database that every test copies.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startServer();
  const templateUrl = await createDatabase(url, "template");
  await migrate(templateUrl);
  provide("templateUrl", templateUrl);
  return async () => {
    await dropDatabase(templateUrl);
    await stop();
  };
}

/** Copies the template: some milliseconds. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const templateUrl = inject("templateUrl");
  const ownerUrl = await createDatabase(templateUrl, "test", nameOf(templateUrl));
  return { ownerUrl, appUrl: applicationUrl(ownerUrl), drop: () => dropDatabase(ownerUrl) };
}

/** An empty database, without even the migrations, beside the template. */
export async function newDatabase(): Promise<{ ownerUrl: string; drop(): Promise<void> }> {
  const ownerUrl = await createDatabase(inject("templateUrl"), "empty");
  return { ownerUrl, drop: () => dropDatabase(ownerUrl) };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "grappe-test-"));
  const embedded = await startEmbedded({ dataDir, unsafe: true });
  return {
    url: embedded.ownerUrl,
    stop: async () => {
      await embedded.stop({ quick: true });
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Commands on databases are sent from the server's own `postgres` database: a template may have no connection. */
async function command(url: string, statement: string): Promise<void> {
  const sql = postgres(withDatabase(url, "postgres"), { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function createDatabase(url: string, prefix: string, template = "template0"): Promise<string> {
  const name = `grappe_${prefix}_${randomBytes(6).toString("hex")}`;
  await command(url, `create database ${name} template ${template} strategy file_copy`);
  return withDatabase(url, name);
}

async function dropDatabase(url: string): Promise<void> {
  await command(url, `drop database if exists ${nameOf(url)} with (force)`);
}

function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

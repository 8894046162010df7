import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Logger, runMigrations } from "graphile-worker";
import postgres from "postgres";
import { Obstacle, systemCode } from "./obstacle";

/** The role under which the application reads and writes. It owns nothing, so row-level security always binds it. */
export const APPLICATION_ROLE = "grappe_app";

const OLDEST_MAJOR = 15;
const EXTENSIONS = ["btree_gist", "pg_trgm", "unaccent"];
const FOLDER = fileURLToPath(new URL("./migrations/", import.meta.url));
/** Any number, the same for ever: one migration at a time in a database. */
const LOCK = 4_727_753;

/**
 * Brings a database up to date and makes the restricted role. May be run again, and by several processes at once.
 * @param ownerUrl connects as the role that owns the tables; it needs CREATEROLE the first time
 * @returns the address that the application uses, and the names of the files applied this time
 * @throws Obstacle when the server is away, too old, lacks an extension or refuses a right; or a file was changed
 */
export async function migrate(
  ownerUrl: string,
  { log = () => {} }: { log?: (line: string) => void } = {},
): Promise<{ appUrl: string; applied: string[] }> {
  const appUrl = applicationUrl(ownerUrl);
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10, idle_timeout: 0 });
  try {
    await refuseOldServer(sql, ownerUrl);
    await takeTurn(sql, log);
    await createRole(sql, appUrl);
    await createExtensions(sql);
    const applied = await applyFiles(sql, log);
    await runMigrations({ connectionString: ownerUrl, logger: new Logger(() => () => {}) });
    return { appUrl, applied };
  } finally {
    // Ends the session, and its turn with it.
    await sql.end({ timeout: 5 });
  }
}

/** True when every file of this version has been applied. `sql` may be the restricted role's. */
export async function isMigrated(sql: postgres.Sql): Promise<boolean> {
  try {
    const rows = await sql<{ name: string; sha256: string }[]>`select name, sha256 from public.schema_migrations`;
    const done = new Map(rows.map((row) => [row.name, row.sha256]));
    return files().every((file) => done.get(file.name) === file.sha256);
  } catch (error) {
    if (systemCode(error) === "42P01") return false;
    throw error;
  }
}

/**
 * The address of the restricted role. Its password is drawn from the owner's, so that every process which knows one
 * knows the other and nothing more has to be kept.
 */
export function applicationUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  if (!url.password) {
    throw new Obstacle(
      "DATABASE_URL doit contenir le mot de passe du propriétaire de la base : celui du rôle restreint en est tiré.",
    );
  }
  const secret = decodeURIComponent(url.password);
  url.username = APPLICATION_ROLE;
  url.password = createHmac("sha256", secret).update(APPLICATION_ROLE).digest("hex");
  return url.href;
}

async function refuseOldServer(sql: postgres.Sql, ownerUrl: string): Promise<void> {
  const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`.catch(
    (error: unknown) => {
      throw explainConnection(error, ownerUrl);
    },
  );
  const major = Math.floor((row?.version ?? 0) / 10_000);
  if (major >= OLDEST_MAJOR) return;
  throw new Obstacle(`Il faut PostgreSQL ${OLDEST_MAJOR} ou plus récent ; celui de DATABASE_URL est un ${major}.`);
}

function explainConnection(error: unknown, ownerUrl: string): unknown {
  const { host, pathname, username } = new URL(ownerUrl);
  switch (systemCode(error)) {
    case "ECONNREFUSED":
    case "CONNECT_TIMEOUT":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ETIMEDOUT":
    case "ECONNRESET":
    case "CONNECTION_CLOSED":
    case "CONNECTION_ENDED":
      return new Obstacle(
        `Aucune base de données ne répond à ${host} : vérifiez DATABASE_URL et que PostgreSQL tourne.`,
      );
    case "28P01":
    case "28000":
      return new Obstacle(
        `La base de ${host} refuse le compte ${username} ou son mot de passe : vérifiez DATABASE_URL.`,
      );
    case "3D000":
      return new Obstacle(
        `La base ${pathname.slice(1)} n'existe pas sur ${host} : créez-la, ou corrigez DATABASE_URL.`,
      );
    case "57P03":
      return new Obstacle(`La base de ${host} est en train de démarrer ou de s'arrêter : réessayez dans un instant.`);
    case "53300":
      return new Obstacle(`La base de ${host} n'accepte plus de connexions : fermez-en, ou relevez max_connections.`);
    default:
      return error;
  }
}

/** Waits for other processes that are migrating the same database. The lock lasts as long as the session. */
async function takeTurn(sql: postgres.Sql, log: (line: string) => void): Promise<void> {
  for (let told = false; ; told = true) {
    const [row] = await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(${LOCK}) as mine`;
    if (row?.mine) return;
    if (!told) log("Un autre processus met la base à jour : attente…");
    await sleep(100);
  }
}

/** Roles belong to the whole server: other databases, other processes may be doing the same at the same moment. */
async function createRole(sql: postgres.Sql, appUrl: string): Promise<void> {
  const url = new URL(appUrl);
  for (let attempt = 1; ; attempt++) {
    try {
      const [found] = await sql<{ powerful: boolean }[]>`
        select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as powerful
        from pg_roles where rolname = ${APPLICATION_ROLE}`;
      if (found?.powerful) {
        await sql.unsafe(`alter role ${APPLICATION_ROLE} nosuperuser nobypassrls nocreaterole nocreatedb`);
      }
      if (found && (await whyNoConnection(appUrl)) === null) break;
      const verb = found ? "alter" : "create";
      await sql.unsafe(`${verb} role ${APPLICATION_ROLE} login password '${scramVerifier(url.password)}'`);
      break;
    } catch (error) {
      const code = systemCode(error);
      if (code === "42501") {
        throw new Obstacle(
          `Le propriétaire de la base n'a pas le droit de créer ou de régler le rôle ${APPLICATION_ROLE} : donnez-lui CREATEROLE et l'administration de ce rôle (docs/operations.md).`,
        );
      }
      // Created meanwhile (42710, 23505) or altered at the same instant (XX000, "tuple concurrently updated").
      if (!["42710", "23505", "XX000"].includes(code ?? "") || attempt === 5) throw error;
      await sleep(50 * attempt);
    }
  }
  const [row] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
  await sql.unsafe(`grant connect on database ${row?.name} to ${APPLICATION_ROLE}`);
  const reason = await whyNoConnection(appUrl);
  if (reason) {
    throw new Obstacle(
      `Le rôle ${APPLICATION_ROLE} ne peut pas se connecter à ${url.host} (${reason}) : vérifiez pg_hba.conf.`,
    );
  }
}

/** What the server would keep of the password (RFC 5803): servers that log every statement never see the password. */
function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const keyOf = (name: string) => createHmac("sha256", salted).update(name).digest();
  const stored = createHash("sha256").update(keyOf("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${stored}:${keyOf("Server Key").toString("base64")}`;
}

async function whyNoConnection(url: string): Promise<string | null> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await sql`select 1`;
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function createExtensions(sql: postgres.Sql): Promise<void> {
  for (const name of EXTENSIONS) {
    try {
      await sql.unsafe(`create extension if not exists ${name} with schema public`);
    } catch (error) {
      switch (systemCode(error)) {
        case "42501":
          throw new Obstacle(
            `Le propriétaire de la base n'a pas le droit d'y créer l'extension ${name} : créez-la par un administrateur, puis relancez.`,
          );
        case "0A000":
        case "58P01":
          throw new Obstacle(
            `L'extension ${name} manque à ce PostgreSQL : installez ses extensions (paquet postgresql-contrib), puis relancez.`,
          );
        default:
          throw error;
      }
    }
  }
}

/** The files of this version, in order. */
function files(): { name: string; text: string; sha256: string }[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      // Line ends as in the repository, whatever the system that checked it out.
      const text = readFileSync(`${FOLDER}${name}`, "utf8").replaceAll("\r\n", "\n");
      return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
    });
}

async function applyFiles(sql: postgres.Sql, log: (line: string) => void): Promise<string[]> {
  await sql`
    create table if not exists public.schema_migrations (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`;
  await sql.unsafe(`grant select on public.schema_migrations to ${APPLICATION_ROLE}`);
  const rows = await sql<{ name: string; sha256: string }[]>`select name, sha256 from public.schema_migrations`;
  const done = new Map(rows.map((row) => [row.name, row.sha256]));
  const present = files();
  refuseDivergence(done, present);
  const missing = present.filter((file) => !done.has(file.name));
  if (missing.length > 0) log(`Mise à jour de la base (${missing.length} étape${missing.length > 1 ? "s" : ""})…`);
  for (const { name, text, sha256 } of missing) {
    try {
      await sql.begin(async (tx) => {
        await tx.unsafe(text);
        await tx`insert into public.schema_migrations (name, sha256) values (${name}, ${sha256})`;
      });
    } catch (error) {
      if (error instanceof Error) error.message = `${name}: ${error.message}`;
      throw error;
    }
  }
  return missing.map((file) => file.name);
}

/** History is never rewritten: what was applied must still be here, unchanged, and nothing may slip in before it. */
function refuseDivergence(done: Map<string, string>, present: { name: string; sha256: string }[]): void {
  const known = new Map(present.map((file) => [file.name, file.sha256]));
  let last = "";
  for (const [name, sha256] of done) {
    if (name > last) last = name;
    const now = known.get(name);
    if (now === sha256) continue;
    throw new Obstacle(
      now === undefined
        ? `La base a été mise à jour par une version plus récente de Grappe (${name}) : reprenez cette version.`
        : `Le fichier db/migrations/${name} a changé depuis qu'il a été appliqué : remettez-le, et écrivez un nouveau fichier.`,
    );
  }
  const late = present.find((file) => !done.has(file.name) && file.name < last);
  if (late) {
    throw new Obstacle(`Le fichier db/migrations/${late.name} vient avant ${last}, déjà appliqué : renumérotez-le.`);
  }
}

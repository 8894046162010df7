import { z } from "zod";
import { Obstacle } from "../db/obstacle";

/** What the surroundings decide; docs/operations.md describes each. Read once, at start. */
export type Config = ReturnType<typeof readConfig>;

const YES = ["1", "true", "yes", "on", "oui"];
const NO = ["0", "false", "no", "off", "non"];
const LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** A number in figures only: `Number("")`, `Number(" 1e3")` and the like are never what was meant. */
function whole(smallest: number, largest: number, sentence: string) {
  return z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .refine((value) => value >= smallest && value <= largest, sentence);
}

function yesOrNo(sentence: string) {
  return z
    .string()
    .toLowerCase()
    .refine((text) => YES.includes(text) || NO.includes(text), sentence)
    .transform((text) => YES.includes(text));
}

function address(schemes: string[], sentence: string, isGood: (url: URL) => boolean = () => true) {
  return z.string().refine((text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    return schemes.includes(url.protocol.slice(0, -1)) && url.hostname !== "" && isGood(url);
  }, sentence);
}

const surroundings = z.object({
  NODE_ENV: z.string().optional(),
  PORT: whole(1, 65_535, "PORT doit être un nombre entier de 1 à 65535.").default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "HOST doit être une adresse de cette machine, par exemple 127.0.0.1 ou 0.0.0.0.")
    .default("127.0.0.1"),
  PUBLIC_URL: address(
    ["http", "https"],
    "PUBLIC_URL doit être l'adresse que tapent les gens, sans chemin, par exemple https://grappe.example.org.",
    (url) => url.pathname === "/" && !url.search && !url.hash && !url.username,
  )
    .transform((text) => new URL(text))
    .optional(),
  DATA_DIR: z.string().default("var"),
  DATABASE_URL: address(
    ["postgres", "postgresql"],
    "DATABASE_URL doit ressembler à postgres://compte:mot-de-passe@machine:5432/base.",
    (url) => url.pathname.length > 1 && url.username !== "" && url.password !== "",
  ).optional(),
  SMTP_URL: address(
    ["smtp", "smtps"],
    "SMTP_URL doit ressembler à smtp://compte:mot-de-passe@machine:587 (ou smtps://…:465).",
  ).optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>]*<[^<>\s,@]+@[^<>\s,@]+>|[^<>\s,@]+@[^<>\s,@]+)$/,
      "MAIL_FROM doit ressembler à Grappe <grappe@example.org>.",
    )
    .optional(),
  DEMO: yesOrNo("DEMO doit être 1 ou 0.").optional(),
  LOG_LEVEL: z.enum(LEVELS, `LOG_LEVEL doit être l'un de : ${LEVELS.join(", ")}.`).optional(),
  TRUST_PROXY: yesOrNo("TRUST_PROXY doit être 1 ou 0.").default(false),
  OCDS_PREFIX: z
    .string()
    .regex(/^ocds-[a-z0-9]{6}$/, "OCDS_PREFIX doit ressembler à ocds-a1b2c3 : celui que vous avez enregistré.")
    .default("ocds-213czf"),
  REQUESTS_PER_MINUTE: whole(1, 1_000_000, "REQUESTS_PER_MINUTE doit être un nombre entier, 1 au moins.").default(
    6_000,
  ),
});

/**
 * Reads and checks the environment. An empty variable counts as absent.
 * @throws Obstacle with one sentence for each wrong variable, a line each
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const read = surroundings.safeParse(given);
  if (!read.success) throw new Obstacle(read.error.issues.map((issue) => issue.message).join("\n"));
  const seen = read.data;
  const demo = seen.DEMO ?? seen.NODE_ENV !== "production";
  return {
    port: seen.PORT,
    host: seen.HOST,
    /** What people type; undefined when nothing stands before the server. */
    publicUrl: seen.PUBLIC_URL,
    dataDir: seen.DATA_DIR,
    /** The owner's address of an external PostgreSQL; undefined for the embedded one. */
    databaseUrl: seen.DATABASE_URL,
    /** Undefined: mail is kept in the database. */
    smtpUrl: seen.SMTP_URL,
    demo,
    // The console of a demonstration is for its address and its accounts.
    logLevel: seen.LOG_LEVEL ?? (demo ? "warn" : "info"),
    trustProxy: seen.TRUST_PROXY,
    requestsPerMinute: seen.REQUESTS_PER_MINUTE,
    /** Names our contracting processes to the world, see docs/decisions/0014-open-contracting.md. */
    ocdsPrefix: seen.OCDS_PREFIX,
  };
}

// On globalThis because the server's entry and the Remix bundle each load this file, and the entry settles NODE_ENV
// in between.
const held = globalThis as typeof globalThis & { grappeConfig?: Config };

/** This process's configuration, read from its environment the first time. */
export function config(): Config {
  return (held.grappeConfig ??= readConfig(process.env));
}

/** True when demonstration accounts and the demonstration mailbox are shown. */
export function isDemo(): boolean {
  return config().demo;
}

/** The address of the first page, without a final slash. */
export function publicAddress(): string {
  const { publicUrl, host, port } = config();
  if (publicUrl) return publicUrl.origin;
  const everywhere = ["127.0.0.1", "::1", "0.0.0.0", "::"].includes(host);
  return `http://${everywhere ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`;
}

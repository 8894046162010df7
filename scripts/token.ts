// npm run --silent token -- --email E --structure SLUG [--scopes a,b]: prints a new API token, alone on its line.
import { parseArgs } from "node:util";
import { closeDatabase, openDatabase } from "../db/connection";
import { migrate } from "../db/migrate";
import { Obstacle } from "../db/obstacle";
import { NotFound } from "../server/kernel/errors";
import { isScope, SCOPES, type Scope } from "../server/kernel/scopes";
import { issueApiToken } from "../server/poles";
import { withDatabase } from "./with-database";

const USAGE = `Usage : npm run --silent token -- --email personne@exemple.fr --structure identifiant-de-la-structure
        [--scopes catalogue:read,bookings:read] (sans --scopes : tout ce que la personne peut)
Portées : ${SCOPES.join(", ")}`;

await withDatabase(async (ownerUrl) => {
  const { email, structureSlug, scopes } = readArguments();
  const { appUrl } = await migrate(ownerUrl, { log: console.error });
  openDatabase(appUrl, { connections: 1 });
  try {
    console.log(await issueApiToken({ email, structureSlug, scopes }));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    throw new Obstacle(`Personne ne s'appelle ${email} dans une structure ${structureSlug} : vérifiez les deux.`);
  } finally {
    await closeDatabase();
  }
});

function readArguments(): { email: string; structureSlug: string; scopes: Scope[] | null } {
  let values: { email?: string | undefined; structure?: string | undefined; scopes?: string | undefined };
  try {
    const text = { type: "string" } as const;
    ({ values } = parseArgs({ options: { email: text, structure: text, scopes: text } }));
  } catch {
    throw new Obstacle(USAGE);
  }
  if (!values.email || !values.structure) throw new Obstacle(USAGE);
  const scopes = values.scopes?.split(",").map((scope) => scope.trim()) ?? null;
  if (scopes && !scopes.every(isScope)) throw new Obstacle(USAGE);
  return { email: values.email, structureSlug: values.structure, scopes };
}

// npm run --silent token -- --email E --structure SLUG: prints a new API token, alone on its line.
import { parseArgs } from "node:util";
import { closeDatabase, openDatabase } from "../db/connection";
import { migrate } from "../db/migrate";
import { Obstacle } from "../db/obstacle";
import { NotFound } from "../server/kernel/errors";
import { issueApiToken } from "../server/poles";
import { withDatabase } from "./with-database";

const USAGE = "Usage : npm run --silent token -- --email personne@exemple.fr --structure identifiant-de-la-structure";

await withDatabase(async (ownerUrl) => {
  const { email, structureSlug } = readArguments();
  const { appUrl } = await migrate(ownerUrl, { log: console.error });
  openDatabase(appUrl, { connections: 1 });
  try {
    console.log(await issueApiToken({ email, structureSlug }));
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    throw new Obstacle(`Personne ne s'appelle ${email} dans une structure ${structureSlug} : vérifiez les deux.`);
  } finally {
    await closeDatabase();
  }
});

function readArguments(): { email: string; structureSlug: string } {
  let values: { email?: string | undefined; structure?: string | undefined };
  try {
    ({ values } = parseArgs({ options: { email: { type: "string" }, structure: { type: "string" } } }));
  } catch {
    throw new Obstacle(USAGE);
  }
  if (!values.email || !values.structure) throw new Obstacle(USAGE);
  return { email: values.email, structureSlug: values.structure };
}

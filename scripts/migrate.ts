// npm run db:migrate: brings the database up to date, without serving.
import { migrate } from "../db/migrate";
import { withDatabase } from "./with-database";

await withDatabase(async (ownerUrl) => {
  const { applied } = await migrate(ownerUrl, { log: console.log });
  console.log(applied.length > 0 ? applied.map((name) => `  ${name}`).join("\n") : "La base est à jour.");
});

// npm run demo:reset: empties the database and loads the demonstration afresh, dated from today.
import { emptyDatabase } from "../db/empty";
import { migrate } from "../db/migrate";
import { Obstacle } from "../db/obstacle";
import { isDemo } from "../server/config";
import { loadDemo } from "../server/demo";
import { withDatabase } from "./with-database";

await withDatabase(async (ownerUrl) => {
  if (!isDemo()) throw new Obstacle("demo:reset efface toute la base : il est refusé quand DEMO est éteint.");
  console.log("Effacement de la base…");
  await emptyDatabase(ownerUrl);
  await migrate(ownerUrl, { log: console.log });
  console.log("Chargement de la démonstration…");
  await loadDemo(ownerUrl, (line) => console.log(`  ${line}`));
  console.log("La démonstration est comme neuve.");
});

// One run of the background worker in a process of its own, so that a test can kill it in the middle of a closing.
// Its only argument is the owner's address.
import { Logger, runOnce } from "graphile-worker";
import { openDatabase } from "../../db/connection";
import { applicationUrl } from "../../db/migrate";
import { tasks } from "../../server/costs";

const ownerUrl = process.argv[2];
if (!ownerUrl) throw new Error("The owner's address is missing.");
openDatabase(applicationUrl(ownerUrl), { connections: 3 });
await runOnce({
  connectionString: ownerUrl,
  taskList: { "close-period": tasks["close-period"] },
  noHandleSignals: true,
  logger: new Logger(() => () => {}),
});
process.exit(0);

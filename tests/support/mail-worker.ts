// One run of the background worker in a process of its own, so that a test can kill it in the middle of a mail.
// Its only argument is the owner's address; SMTP_URL comes from the environment.
import { Logger, runOnce } from "graphile-worker";
import { openDatabase } from "../../db/connection";
import { applicationUrl } from "../../db/migrate";
import { tasks } from "../../server/notifications";

const ownerUrl = process.argv[2];
if (!ownerUrl) throw new Error("The owner's address is missing.");
openDatabase(applicationUrl(ownerUrl), { connections: 2 });
await runOnce({
  connectionString: ownerUrl,
  taskList: tasks,
  noHandleSignals: true,
  logger: new Logger(() => () => {}),
});
process.exit(0);

import type { TaskList } from "graphile-worker";
import { writeRecurring } from "./recurring";

/** The jobs of the background worker. */
export const chargeTasks = {
  "write-recurring-charges": async () => {
    await writeRecurring();
  },
} satisfies TaskList;

/** Each hour, so that it is done early in the day of every pôle; most of the time there is nothing to write. */
export const chargeCrontab = "7 * * * * write-recurring-charges";

import { chargeCrontab, chargeTasks } from "./charges/tasks";
import { periodCrontab, periodTasks } from "./periods/tasks";

/** The jobs of the background worker, and when it does what nobody asks for. */
export const tasks = { ...periodTasks, ...chargeTasks };
export const crontab = [periodCrontab, chargeCrontab].join("\n");

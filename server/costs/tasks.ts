import { periodCrontab, periodTasks } from "./periods/tasks";

/** The jobs of the background worker, and when it does what nobody asks for. */
export const tasks = { ...periodTasks };
export const crontab = [periodCrontab].join("\n");

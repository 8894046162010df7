import type { TaskList } from "graphile-worker";
import { releaseNoShows } from "./release-no-shows";

/** The jobs of the background worker. */
export const tasks = {
  "release-no-shows": async () => {
    await releaseNoShows();
  },
} satisfies TaskList;

/** When the worker does what nobody asks for: each minute, since that is how delays are told. */
export const crontab = "* * * * * release-no-shows";

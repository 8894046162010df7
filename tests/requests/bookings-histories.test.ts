import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command, type Name } from "../support/histories/commands";
import { follow } from "../support/histories/follow";
import { History } from "../support/histories/history";
import type { ModelResource } from "../support/histories/model";
import { emptyTown, makeTown } from "../support/histories/town";
import { breaches } from "../support/invariants";
import { openWorld, type World } from "../support/world";

let world: World;
let town: Record<Name, ModelResource>;
beforeAll(async () => {
  world = await openWorld();
  town = await makeTown(world);
});
afterAll(() => world.close());

/** How many histories are told; more of them by hand. */
const RUNS = Number(process.env.HISTORIES ?? 4);

test(
  "whatever is done by whatever path, in whatever order, units are held as a simple model says",
  { timeout: 600_000 },
  async () => {
    const counts = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 120, maxLength: 180 }), async (commands) => {
        await emptyTown(world);
        const history = new History(world, town);
        for (const [step, command] of commands.entries()) {
          await follow(history, command);
          if (step % 10 === 9) await history.compare();
        }
        await history.compare();
        expect(await breaches(world.owner)).toEqual([]);
        for (const [key, count] of history.counts) counts.set(key, (counts.get(key) ?? 0) + count);
      }),
      // A failure prints its seed and its path; a shorter history that fails too is looked for within a minute.
      { numRuns: RUNS, interruptAfterTimeLimit: 480_000, endOnFailure: true },
    );
    if (process.env.HISTORIES_COUNTS)
      console.log(
        [...counts]
          .sort()
          .map((each) => each.join(" "))
          .join("\n"),
      );
    // What happens most did happen: the histories are not empty.
    const done = (what: string) => counts.get(`${what}: done`) ?? 0;
    for (const what of ["request", "move", "block", "cancel"]) expect(done(what), what).toBeGreaterThan(0);
  },
);

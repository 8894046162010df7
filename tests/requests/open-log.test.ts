import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../db/transaction";
import { openLog } from "../../server/http/open-log";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** The line that the log writes of what goes wrong in the database. */
async function logged(work: Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const log = openLog("info", { write: (line) => void lines.push(line) });
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  log.error({ err: error }, "unexpected");
  log.error({ err: new Error("around it", { cause: error }) }, "unexpected");
  return lines.join("");
}

describe("the log", () => {
  it("says which table refused a row, and nothing of the row", async () => {
    const line = await logged(
      world.owner`insert into procurement_thresholds values ('2031-01-01', -7654321, 'Prix secret')`,
    );
    expect(line).toContain("procurement_thresholds");
    expect(line).toContain("23514");
    expect(line).not.toMatch(/7654321|Prix secret/);
  });

  it("keeps to itself a value that has not the form it should have", async () => {
    const secret = "7 654 321 euros";
    const line = await logged(
      inTransaction(world.actors.owner, (tx) => sql`select ${secret}::text::bigint`.execute(tx)),
    );
    expect(line).toContain("22P02");
    expect(line).not.toContain(secret);
  });

  it("tells all of an error that is not the database's", async () => {
    expect(await logged(Promise.reject(new Error("The mail server is silent.")))).toContain(
      "The mail server is silent.",
    );
  });
});

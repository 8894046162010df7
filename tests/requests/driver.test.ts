import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "../../db/connection";
import { inTransaction, type Tx } from "../../db/transaction";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld({ connections: 2 });
});
afterAll(() => world.close());

const backend = async (tx: Tx) => {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
  return rows[0]!.pid;
};
const kill = (pid: number) => world.owner`select pg_terminate_backend(${pid}, 5000)`;
const failed = (error: unknown) => error;

test("a killed connection refuses its holder everything, whatever the others do meanwhile", async () => {
  const { employee, neighbour } = world.actors;
  const seen: unknown[] = [];
  await expect(
    inTransaction(employee, async (tx) => {
      await kill(await backend(tx));
      for (let i = 0; i < 10; i += 1) {
        // Others, of another pôle, go on with connections opened anew.
        const [theirs] = await Promise.all([
          inTransaction(neighbour, (other) => other.selectFrom("resources").select("name").execute()),
          tx
            .selectFrom("resources")
            .select("name")
            .execute()
            .catch(failed)
            .then((answer) => seen.push(answer)),
        ]);
        expect(theirs).toEqual([{ name: "Case du Lagon" }]);
      }
    }),
  ).rejects.toThrow();
  expect(seen).toHaveLength(10);
  for (const answer of seen) expect(answer).toBeInstanceOf(Error);
});

test("every connection killed, the next questions are answered on new ones", async () => {
  const ask = () => inTransaction(world.actors.employee, (tx) => tx.selectFrom("resources").select("id").execute());
  for (let round = 0; round < 5; round += 1) {
    const asked = Array.from({ length: 20 }, () => ask().catch(failed));
    await world.owner`
      select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where usename = 'grappe_app' and datname = current_database()`;
    await Promise.all(asked);
    const answers = await Promise.all([ask(), ask(), ask()].map((answer) => answer.catch(failed)));
    expect(answers.some(Array.isArray)).toBe(true);
  }
  expect(await ask()).toHaveLength(7);
});

test("those who come when every connection is lent wait in line", async () => {
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      inTransaction(world.actors.employee, async (tx) => {
        await sql`select pg_sleep(0.01)`.execute(tx);
        order.push(i);
      }),
    ),
  );
  expect([...order].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("a connection goes back without a transaction, whatever happened in it", async () => {
  for (const text of ["select 1/0", "select * from nowhere", "rollback", "commit"]) {
    await inTransaction(world.actors.employee, (tx) => sql.raw(text).execute(tx)).catch(failed);
    const { rows } = await sql<{ pole: string }>`select current_setting('app.pole', true) as pole`.execute(database());
    expect(rows[0]?.pole ?? "").toBe("");
  }
});

test("lists travel in both directions", async () => {
  const words = ["simple", 'with "quotes"', "back\\slash", "comma, brace}", "NULL", "", "é\nè"];
  const day = new Date("2026-11-26T13:00:00.123Z");
  const { rows } = await sql<{ words: string[]; numbers: number[]; days: Date[]; flags: boolean[]; none: string[] }>`
    select ${words}::text[] as words, ${[1, -2]}::int[] as numbers, array[${day}::timestamptz] as days,
           array[true, false] as flags, ${[]}::uuid[] as none, array['a', null] as holes`.execute(database());
  expect(rows).toEqual([{ words, numbers: [1, -2], days: [day], flags: [true, false], none: [], holes: ["a", null] }]);
});

import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { database } from "../../db/connection";
import { inTransaction } from "../../db/transaction";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("without an actor there are no rooms and no bookings", async () => {
  expect(await database().selectFrom("resources").selectAll().execute()).toEqual([]);
  expect(await database().selectFrom("bookings").selectAll().execute()).toEqual([]);
});

test("an actor sees the rooms of their pôle and no other", async () => {
  const names = await inTransaction(world.actors.neighbour, (tx) =>
    tx.selectFrom("resources").select("name").execute(),
  );
  expect(names).toEqual([{ name: world.rooms.lagon.name }]);
});

test("an actor cannot write into another pôle", async () => {
  const intrusion = inTransaction(world.actors.neighbour, (tx) =>
    sql`insert into units (id, pole_id) values (gen_random_uuid(), ${world.poles.orme.id})`.execute(tx),
  );
  await expect(intrusion).rejects.toMatchObject({ code: "42501" });
});

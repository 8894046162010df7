import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionOptions } from "../../db/connection";
import { loadDemo } from "../../db/demo";
import { freshDatabase, type FreshDatabase } from "../support/database";
import { breaches } from "../support/invariants";

let fresh: FreshDatabase;
let owner: postgres.Sql;
beforeAll(async () => {
  fresh = await freshDatabase();
  owner = postgres(fresh.ownerUrl, { ...connectionOptions, max: 1 });
  await loadDemo(fresh.ownerUrl, () => {});
});
afterAll(async () => {
  await owner.end({ timeout: 1 });
  await fresh.drop();
});

test("the demonstration holds to every invariant of bookings", async () => {
  const [{ bookings }] = (await owner`select count(*)::int as bookings from bookings`) as [{ bookings: number }];
  expect(bookings).toBeGreaterThan(100);
  expect(await breaches(owner)).toEqual([]);
});

test("the invariants see what is broken behind the application's back", async () => {
  const seen = async (statement: string) => {
    let sentences: string[] = [];
    await owner
      .begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx.unsafe(statement);
        sentences = (await breaches(tx as unknown as postgres.Sql)).map(({ sentence }) => sentence);
        throw new Undone();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
    return sentences.join("; ");
  };
  const live = "(select id from bookings where state = 'confirmed' and starts_at > now() order by id limit 1)";
  expect(await seen(`update claims set released_at = now() where booking_id = ${live}`)).toContain("holds");
  expect(await seen(`update claims set ends_at = ends_at - interval '5 minutes' where booking_id = ${live}`)).toContain(
    "for the whole time",
  );
  expect(await seen(`update bookings set state = 'cancelled', cancelled_at = now() where id = ${live}`)).toContain(
    "holds nothing",
  );
  expect(
    await seen(`
      insert into waiting (id, pole_id, resource_id, structure_id, person_id, starts_at, ends_at, state, booking_id)
      select gen_random_uuid(), pole_id, resource_id, structure_id, person_id, starts_at, ends_at, 'offered', id
        from bookings where id = ${live}`),
  ).toContain("has it held");
  expect(
    await seen(`
      alter table claims drop constraint slot_taken;
      insert into claims select gen_random_uuid(), pole_id, booking_id, unit_id, starts_at, ends_at, null from claims
       where booking_id = ${live}`),
  ).toContain("two bookings");
});

class Undone extends Error {}

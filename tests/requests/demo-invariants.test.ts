import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionOptions } from "../../db/connection";
import { loadDemo } from "../../server/demo";
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

test("the demonstration has needs in every state, in the order of time, and a register that is as it was written", async () => {
  const states = await owner<{ state: string }[]>`select distinct state from needs order by state`;
  expect(states.map(({ state }) => state)).toEqual(
    "awarded cancelled contracted done draft evaluated opened proposed published unsuccessful".split(" "),
  );
  const [counted] = await owner`
    select count(*) filter (where state = 'published' and closes_at <= now())::int as closed,
           (select count(*)::int from answers where form <> 'alone') as groups,
           (select count(*)::int from contracts) as contracts,
           (select count(*)::int from introductions) as introductions from needs`;
  expect(counted).toEqual({ closed: 1, groups: 2, contracts: 3, introductions: 4 });
  const wrong = await owner`
    select n.title, s.number from submissions s join needs n on n.id = s.need_id
      left join submission_prices p on p.submission_id = s.id
     where s.at >= n.closes_at or s.at < n.published_at or n.published_at > now() or n.opened_at < n.closes_at
        or s.sha256 <> encode(sha256(convert_to(s.content::text || coalesce(p.prices, '{}')::text, 'UTF8')), 'hex')
        or n.opened_at is not null and exists (
             select from answers a where a.submission_id = s.id) and not exists (
             select from opening_minutes m, jsonb_array_elements(m.minutes) line
              where m.need_id = n.id and line ->> 'sha256' = s.sha256 and (line ->> 'at')::timestamptz = s.at)`;
  expect(wrong).toEqual([]);
  const [jobs] = await owner`select count(*)::int as count from graphile_worker._private_jobs`;
  expect(jobs?.count).toBe(0);
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

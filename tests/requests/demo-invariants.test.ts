import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectionOptions } from "../../db/connection";
import { manifestFingerprint, type Manifest } from "../../server/costs";
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

test("the demonstration has a year of shared costs: eleven months closed to the cent, the last one in review with a dispute", async () => {
  const months = await owner<{ state: string; manifest: Manifest | null; sha256: string | null }[]>`
    select state, manifest, manifest_sha256 as sha256 from periods order by starts_on limit 12`;
  expect(months.map(({ state }) => state)).toEqual([...Array<string>(11).fill("closed"), "review"]);
  const closed = months.flatMap(({ manifest, sha256 }) => (manifest ? [{ manifest, sha256 }] : []));
  expect(closed.map(({ manifest }) => manifestFingerprint(manifest))).toEqual(closed.map(({ sha256 }) => sha256));
  expect(closed.map(({ manifest }) => manifest.before)).toEqual(
    [null, ...closed.map(({ sha256 }) => sha256)].slice(0, 11),
  );
  const inexact = await owner`
    select a.id from allocations a join allocation_shares s on s.allocation_id = a.id
     group by a.id having sum(s.cents) + a.pole_cents <> a.total_cents
    union all
    select c.id from charges c join periods p on p.id = c.period_id left join allocation_charges x on x.charge_id = c.id
     where p.state = 'closed' group by c.id having coalesce(sum(x.cents), 0) <> c.amount_cents`;
  expect(inexact).toEqual([]);
  const [told] = await owner`
    select (select count(*)::int from disputes where state = 'filed') as disputed,
           (select count(*)::int from disputes where state = 'upheld') as upheld,
           exists (select from allocations where kind = 'shortfall') as shortfalls,
           (select count(*)::int from allocation_shares s join allocations a on a.id = s.allocation_id
              join memberships m on m.structure_id = s.structure_id and m.pole_id = a.pole_id
             where a.served_from > m.ends_on or a.served_until < m.starts_on) as absent,
           (select count(*)::int from charges c where c.state = 'approved' and c.without_proof = ''
               and not exists (select from charge_proofs p where p.charge_id = c.id)) as unproved`;
  expect(told).toEqual({ disputed: 1, upheld: 1, shortfalls: true, absent: 0, unproved: 2 });
});

test("the books of the demonstration check, though they tell of days long past", async () => {
  const faults = await owner`
    select f.kind, f.expected, f.found from poles p cross join lateral (
      select * from app.find_entry_faults(p.id, 0, 9223372036854775807) union all
      select * from app.find_sum_faults(p.id) union all select * from app.find_cost_faults(p.id)) f`;
  expect(faults).toEqual([]);
  const [books] = await owner`
    select bool_and(posted_at::date >= date - 1) as after_their_day, count(distinct date_trunc('month', posted_at))::int >= 12 as over_the_year,
           count(*) filter (where posted_at > now())::int as to_come from entries`;
  expect(books).toEqual({ after_their_day: true, over_the_year: true, to_come: 0 });
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

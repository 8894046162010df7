import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { considerBooking, requestBooking } from "../../server/bookings";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { addDays, startOfWeek } from "../../server/kernel/time";
import { at, workday } from "../support/times";
import { openWorld, type World } from "../support/world";

/** A Monday two weeks ahead: its whole week is to come. */
const MONDAY = addDays(startOfWeek(workday(1)), 14);

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.owner`delete from quotas`;
  await world.owner`update claims set released_at = now() where released_at is null`;
  await world.owner`update bookings set state = 'cancelled', cancelled_at = now() where state = 'confirmed'`;
});

async function setQuota(resourceId: string, measure: string, amount: number, primeOnly = false, customer = "member") {
  await world.owner`
    insert into quotas values (${world.poles.orme.id}, ${resourceId}, ${customer}, ${measure}, ${amount}, ${primeOnly})`;
}

function ask(actor: Actor, resourceId: string, from: string, to: string, date = MONDAY) {
  return requestBooking(actor, { id: newId(), resourceId, start: at(date, from), end: at(date, to) });
}

const code = (outcome: Awaited<ReturnType<typeof ask>>) => (outcome.ok ? "yes" : outcome.problem.code);

describe("quotas", () => {
  test("forty people of one structure ask at once: never more hours than its quota, and the others are not held back", async () => {
    const { id } = world.rooms.pressoir;
    await setQuota(id, "week_minutes", 240);
    const { employee, colleague, owner } = world.actors;
    expect(employee.structureId).toBe(colleague.structureId);
    const hours = Array.from({ length: 40 }, (_, n) => ({ day: addDays(MONDAY, n % 4), from: 8 + Math.floor(n / 4) }));
    const outcomes = await Promise.all(
      hours.map(({ day, from }, n) => ask(n % 2 ? employee : colleague, id, `${from}:00`, `${from + 1}:00`, day)),
    );
    const codes = outcomes.map(code);
    expect(codes.filter((each) => each === "yes")).toHaveLength(4);
    expect(codes.filter((each) => each === "quota_exceeded")).toHaveLength(36);
    const [{ minutes }] = (await world.owner`
      select sum(extract(epoch from ends_at - starts_at) / 60)::int as minutes from bookings
       where resource_id = ${id} and structure_id = ${employee.structureId} and state = 'confirmed'`) as [
      { minutes: number },
    ];
    expect(minutes).toBe(240);
    expect(code(await ask(owner, id, "18:00", "20:00", addDays(MONDAY, 4)))).toBe("yes");
  });

  test("a refusal says what is left, and proposes less, the hours that do not count, another room", async () => {
    const { id } = world.rooms.pressoir;
    const { employee } = world.actors;
    await world.owner`update resources set prime_from = 540, prime_to = 1020 where id = ${id}`;
    await setQuota(id, "week_minutes", 300, true);
    expect(code(await ask(employee, id, "9:00", "12:00"))).toBe("yes");
    const outcome = await ask(employee, id, "13:00", "16:00", addDays(MONDAY, 1));
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: "quota_exceeded", left: 120, since: MONDAY, renewsOn: addDays(MONDAY, 7) },
    });
    if (outcome.ok) return;
    const kinds = outcome.problem.suggestions.map(({ kind }) => kind);
    expect(kinds).toContain("shorter");
    expect(kinds).toContain("other");
    for (const { kind, resourceId, start, end } of outcome.problem.suggestions) {
      if (kind === "other") continue;
      const considered = await considerBooking(employee, { resourceId, start, end });
      expect(considered.outcome).toEqual({ ok: true, value: null });
    }
    expect(code(await ask(employee, id, "17:00", "20:00", addDays(MONDAY, 1)))).toBe("yes");
    await world.owner`update resources set prime_from = null, prime_to = null where id = ${id}`;
  });

  test("what was cancelled, and what other structures have, is not counted; other customers have their own", async () => {
    const { id } = world.rooms.pressoir;
    const { employee, owner, partner } = world.actors;
    await setQuota(id, "simultaneous", 2);
    await setQuota(id, "simultaneous", 1, false, "network");
    expect(code(await ask(owner, id, "8:00", "9:00"))).toBe("yes");
    expect(code(await ask(employee, id, "9:00", "10:00"))).toBe("yes");
    const second = await ask(employee, id, "10:00", "11:00");
    expect(code(await ask(employee, id, "11:00", "12:00"))).toBe("quota_exceeded");
    if (!second.ok) throw new Error(second.problem.code);
    await world.owner`update claims set released_at = now() where booking_id = ${second.value.id}`;
    await world.owner`update bookings set state = 'cancelled', cancelled_at = now() where id = ${second.value.id}`;
    expect(code(await ask(employee, id, "11:00", "12:00"))).toBe("yes");
    expect(code(await ask(partner, id, "13:00", "14:00"))).toBe("yes");
    expect(code(await ask(partner, id, "14:00", "15:00"))).toBe("quota_exceeded");
  });

  test("a room for named structures refuses the others, and is not offered to them", async () => {
    const { id } = world.rooms.pressoir;
    const { employee } = world.actors;
    await world.owner`update resources set open_to = 'named' where id = ${id}`;
    const outcome = await ask(employee, id, "9:00", "10:00");
    expect(outcome).toMatchObject({ ok: false, problem: { code: "not_open_to_you", openTo: "named" } });
    if (!outcome.ok) expect(outcome.problem.suggestions.map(({ kind }) => kind)).toEqual(["other", "other", "other"]);
    await world.owner`
      insert into resource_structures values (${world.poles.orme.id}, ${id}, ${employee.structureId}, true)`;
    expect(code(await ask(employee, id, "9:00", "10:00"))).toBe("yes");
    await world.owner`delete from resource_structures`;
    await world.owner`update resources set open_to = 'pole' where id = ${id}`;
  });

  test("buffers travel: the time to tidy half a hall is not booked with the whole", async () => {
    const { jardin, haute } = world.rooms;
    const { employee, owner } = world.actors;
    await world.owner`update resources set buffer_after_minutes = 30 where id = ${jardin.id}`;
    expect(code(await ask(employee, jardin.id, "10:00", "11:00"))).toBe("yes");
    expect(code(await ask(owner, haute.id, "11:00", "12:00"))).toBe("slot_taken");
    expect(code(await ask(owner, haute.id, "11:30", "12:30"))).toBe("yes");
    await world.owner`update resources set buffer_after_minutes = 0 where id = ${jardin.id}`;
  });
});

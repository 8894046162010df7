import { expect } from "vitest";
import type { Actor } from "../../../server/kernel/actor";
import type { World } from "../world";
import type { Asker, Name } from "./commands";
import { Model, stateOf, type Hold, type ModelBooking, type ModelResource, type ModelWish } from "./model";

const HALF_HOUR = 30 * 60_000;
const FIVE_MINUTES = 5 * 60_000;

/** What came of something, whatever it was: done, or refused with a code. */
export type Came = { ok: true } | { ok: false; problem: { code: string } };

/** One history: what is done in the database, and what a model says should come of it. */
export class History {
  readonly model = new Model();
  /** How often each thing was done and refused, for who wonders what a history is made of. */
  readonly counts = new Map<string, number>();
  /**
   * Where the grid of half-hours begins: in 25 to 30 minutes, so that whatever began on it is surely begun, and
   * whatever did not is surely to come, for as long as a history lasts.
   */
  readonly base = Math.ceil((Date.now() + 5 * FIVE_MINUTES) / FIVE_MINUTES) * FIVE_MINUTES;

  constructor(
    readonly world: World,
    readonly town: Record<Name, ModelResource>,
  ) {}

  /** The instants of half-hours of the grid. */
  span({ from, length }: { from: number; length: number }): { start: number; end: number } {
    return { start: this.base + from * HALF_HOUR, end: this.base + (from + length) * HALF_HOUR };
  }

  actorOf(by: Asker): Actor & { structureId: string } {
    return this.world.actors[by] as Actor & { structureId: string };
  }

  /** Whoever books for the structure of a booking. */
  actorFor({ structureId }: { structureId: string }): Actor {
    return [this.actorOf("employee"), this.actorOf("owner"), this.actorOf("partner")].find(
      (actor) => actor.structureId === structureId,
    )!;
  }

  /** Whether the rules of a resource allow it: those that the histories do not keep from happening. */
  allowed(wish: ModelWish): boolean {
    return wish.quantity <= wish.resource.most && wish.start > Date.now();
  }

  /** Writes into the model what was made of wishes in the database, under the ids it has there. */
  take(wishes: readonly ModelWish[], ids: readonly string[], about: Partial<ModelBooking> = {}): void {
    this.model.take(
      wishes.map((wish, rank) => {
        const state = stateOf(wish);
        const expiresAt = state === "requested" ? wish.start : null;
        const empty = { parentId: null, seriesId: null, from: null, wasRequested: false };
        return { ...wish, ...empty, state, expiresAt, ...about, id: ids[rank]! };
      }),
    );
  }

  /** One of what is there, and fits. */
  pick<T>(all: Iterable<T>, which: number, fits: (each: T) => boolean = () => true): T | undefined {
    const list = [...all].filter(fits);
    return list[which % Math.max(1, list.length)];
  }

  /** Counts what came of it, and says so when it is not what the model expected. */
  came(what: string, came: Came | boolean, expected: boolean): boolean {
    const ok = typeof came === "boolean" ? came : came.ok;
    const how = ok ? "done" : typeof came === "boolean" ? "refused" : came.ok ? "done" : came.problem.code;
    const key = `${what}: ${ok ? "done" : "refused"}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    expect(`${what}: ${ok ? "done" : `refused`}`, how).toBe(`${what}: ${expected ? "done" : "refused"}`);
    return ok;
  }

  /** The database holds just the units, and has just the states, that the model says. */
  async compare(): Promise<void> {
    const { owner } = this.world;
    const claims = await owner<{ bookingId: string; unitId: string; start: Date; end: Date }[]>`
      select booking_id as "bookingId", unit_id as "unitId", starts_at as start, ends_at as end
        from claims where released_at is null`;
    const held = claims.map(({ start, end, ...hold }) => ({ ...hold, start: start.getTime(), end: end.getTime() }));
    expect(sorted(held)).toEqual(sorted(this.model.holds));
    const states = await owner<{ id: string; state: string }[]>`select id, state from bookings`;
    expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual(
      Object.fromEntries([...this.model.bookings.values()].map(({ id, state }) => [id, state])),
    );
    const waiting = await owner<{ id: string; state: string }[]>`select id, state from waiting`;
    expect(Object.fromEntries(waiting.map(({ id, state }) => [id, state]))).toEqual(
      Object.fromEntries([...this.model.waiters.values()].map(({ id, state }) => [id, state])),
    );
  }
}

function sorted(holds: readonly Hold[]): string[] {
  return holds.map(({ bookingId, unitId, start, end }) => [bookingId, unitId, start, end].join(" ")).sort();
}

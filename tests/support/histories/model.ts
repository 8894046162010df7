/** What a resource of the model asks for: units of each of its parts, and time around its bookings. */
export interface ModelResource {
  readonly id: string;
  /** Part after part: of which units, and how many; "quantity": as many as are asked for; "all": all. */
  readonly parts: readonly { readonly unitIds: readonly string[]; readonly takes: number | "all" | "quantity" }[];
  /** Nothing is claimed. */
  readonly unlimited?: boolean;
  readonly before?: number;
  readonly after?: number;
  /** The structure that says yes to the others; nobody has to, when left out. */
  readonly approvedBy?: string;
  /** Quantity at most. */
  readonly most: number;
  /** Whether people check in, and lose it when they do not come. */
  readonly used?: boolean;
}

/** In milliseconds since 1970. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What is asked for. */
export interface ModelWish extends Span {
  readonly resource: ModelResource;
  readonly structureId: string;
  readonly quantity: number;
}

export interface ModelBooking extends ModelWish {
  readonly id: string;
  readonly state: string;
  readonly parentId: string | null;
  readonly seriesId: string | null;
  /** Until when it is answered, of what waits for an answer. */
  readonly expiresAt: number | null;
  /** What an undone move goes back to; null once something else happened. */
  readonly from: (Pick<ModelBooking, "resource" | "quantity" | "state"> & Span & { readonly move: number }) | null;
  /** When it was cancelled it waited for an approval, or not. */
  readonly wasRequested: boolean;
  /** Which end of all ends it was: what went with it has the same. */
  readonly ended?: number;
  /** Made of an event that was brought in, under its title. */
  readonly titled?: boolean;
}

export interface ModelBlocking extends Span {
  readonly id: string;
  readonly unitIds: readonly string[];
  readonly except: readonly string[];
}

export interface ModelWaiter extends ModelWish {
  readonly id: string;
  readonly state: string;
  readonly bookingId: string | null;
}

/** One unit, held by one booking. */
export interface Hold extends Span {
  readonly bookingId: string;
  readonly unitId: string;
}

const MINUTE = 60_000;

/** What should be: an account of units that is kept by hand, with neither database nor rules but these. */
export class Model {
  holds: Hold[] = [];
  readonly bookings = new Map<string, ModelBooking>();
  readonly blockings = new Map<string, ModelBlocking>();
  /** In the order in which they came. */
  readonly waiters = new Map<string, ModelWaiter>();
  /** How many moves there were: what went along in one has its number. */
  moves = 0;
  private ends = 0;

  /** Whether all of it can be had at once, when the units of some bookings are given back before. */
  canHave(wishes: readonly ModelWish[], without: readonly string[] = []): boolean {
    return this.choose(wishes, without) !== null;
  }

  /** The units that each wish would get, the first free ones in the order of their ids; null: not all can be had. */
  choose(wishes: readonly ModelWish[], without: readonly string[] = []): Omit<Hold, "bookingId">[][] | null {
    const taken: Omit<Hold, "bookingId">[] = this.holds.filter(({ bookingId }) => !without.includes(bookingId));
    const chosen: Omit<Hold, "bookingId">[][] = [];
    for (const wish of wishes) {
      const claim = claimOf(wish);
      const mine: Omit<Hold, "bookingId">[] = [];
      for (const { unitIds, takes } of wish.resource.unlimited ? [] : wish.resource.parts) {
        const free = [...unitIds].sort().filter((unitId) => this.isFree(unitId, wish, taken));
        const needed = takes === "all" ? unitIds.length : takes === "quantity" ? wish.quantity : takes;
        if (free.length < needed) return null;
        mine.push(...free.slice(0, needed).map((unitId) => ({ unitId, ...claim })));
      }
      // Of a unit in two parts, or of two wishes for the same one, the first has it.
      taken.push(...mine);
      chosen.push(mine);
    }
    return chosen;
  }

  private isFree(unitId: string, wish: ModelWish, taken: readonly Omit<Hold, "bookingId">[]): boolean {
    const claim = claimOf(wish);
    const kept = [...this.blockings.values()].some(
      (blocking) =>
        blocking.unitIds.includes(unitId) && meets(blocking, wish) && !blocking.except.includes(wish.structureId),
    );
    return !kept && !taken.some((hold) => hold.unitId === unitId && meets(hold, claim));
  }

  /** Gives bookings their units, after canHave(). */
  take(bookings: readonly ModelBooking[]): void {
    const ids = bookings.map(({ id }) => id);
    const chosen = this.choose(bookings, ids);
    if (!chosen) throw new Error("The model was not asked before.");
    this.holds = this.holds.filter(({ bookingId }) => !ids.includes(bookingId));
    for (const [rank, booking] of bookings.entries()) {
      this.bookings.set(booking.id, booking);
      this.holds.push(...chosen[rank]!.map((hold) => ({ ...hold, bookingId: booking.id })));
    }
  }

  /** Ends a booking: its units are free. What goes with it and was not taken yet ends with it, as cancelled. */
  end(id: string, state: string, ended = (this.ends += 1)): void {
    const booking = this.bookings.get(id)!;
    this.bookings.set(id, {
      ...booking,
      state,
      expiresAt: null,
      from: null,
      wasRequested: booking.state === "requested",
      ended,
    });
    this.release(id);
    for (const child of this.bookings.values()) {
      if (child.parentId === id && isToCome(child)) this.end(child.id, "cancelled", ended);
    }
  }

  release(id: string): void {
    this.holds = this.holds.filter(({ bookingId }) => bookingId !== id);
  }

  /** Frees what a booking holds from an instant on. */
  cut(id: string, freeAt: number): void {
    this.holds = this.holds.flatMap((hold) => {
      if (hold.bookingId !== id || hold.end <= freeAt) return [hold];
      return hold.start < freeAt ? [{ ...hold, end: freeAt }] : [];
    });
  }

  set(id: string, changes: Partial<ModelBooking>): void {
    this.bookings.set(id, { ...this.bookings.get(id)!, ...changes });
  }

  /** Time passes: everything is so much earlier. */
  shift(ms: number): void {
    const earlier = <T extends Span>(span: T): T => ({ ...span, start: span.start - ms, end: span.end - ms });
    this.holds = this.holds.map(earlier);
    for (const [id, booking] of this.bookings) {
      const expiresAt = booking.expiresAt && booking.expiresAt - ms;
      this.bookings.set(id, { ...earlier(booking), expiresAt, from: null });
    }
    for (const [id, blocking] of this.blockings) this.blockings.set(id, earlier(blocking));
    for (const [id, waiter] of this.waiters) this.waiters.set(id, earlier(waiter));
  }
}

/** Requested or booked, and not begun. */
export function isToCome({ state }: Pick<ModelBooking, "state">): boolean {
  return state === "requested" || state === "confirmed";
}

/** The state of what is asked for: who shares a thing needs nobody's approval. */
export function stateOf({ resource, structureId }: ModelWish): "requested" | "confirmed" {
  return resource.approvedBy && resource.approvedBy !== structureId ? "requested" : "confirmed";
}

function claimOf({ resource, start, end }: ModelWish): Span {
  return { start: start - (resource.before ?? 0) * MINUTE, end: end + (resource.after ?? 0) * MINUTE };
}

function meets(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

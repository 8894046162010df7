import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { localDateOf } from "../kernel/time";
import { alternativesOn } from "./alternatives";
import { circumstancesOf } from "./asker";
import { readBookables, type Bookable } from "./bookable";
import { readCards, type ResourceCard } from "./cards";
import { readClaims } from "./claims";
import { readCursor, writeCursor } from "./cursor";
import { describeDays, type Day } from "./day";
import { findResources, type Place, type Search } from "./free-resources";
import { customerOf, type Quote } from "./price";
import type { Suggestion } from "./problems";
import { quotesOf } from "./quotes";
import { claimPeriod, type Wanted } from "./rules";
import { daysPeriod, freePeriods } from "./suggestions";

/** Something free for the whole period asked for. */
export interface Offer extends ResourceCard {
  /** For the structure acted for. */
  readonly price: Quote;
  /** The day on which the period starts. */
  readonly day: Day;
}

/** Something that would be free at another time of the same day, or for less long. */
export interface NearOffer extends ResourceCard {
  readonly how: Exclude<Suggestion["kind"], "other">;
  readonly start: Date;
  readonly end: Date;
}

/** One page of what is free. */
export interface FreeResults {
  readonly offers: readonly Offer[];
  /** At most three, on the first page only. */
  readonly nearlyFree: readonly NearOffer[];
  /** Asks for the next page; null on the last. */
  readonly nextCursor: string | null;
}

/** Among how many of the smallest, and of them how many that are not free, to find three that nearly are. */
const NEAR = { free: false, lookAt: 60, limit: 12 };
const NEAR_SHOWN = 3;

/** Everything of the pôle that is free for a whole period, the smallest that is large enough first. */
export async function findFree(
  actor: Actor,
  search: Search & { readonly limit?: number; readonly cursor?: string | null | undefined },
): Promise<FreeResults> {
  allow(actor, "catalogue.view");
  const limit = Math.min(Math.max(search.limit ?? 20, 1), 200);
  const after = placeOf(search.cursor);
  return inTransaction(actor, async (tx, now) => {
    const found = await findResources(tx, actor, search, now, { free: true, limit: limit + 1, after });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const near = after
      ? []
      : await findResources(tx, actor, search, now, { ...NEAR, except: page.map(({ id }) => id) });
    const ids = [...page, ...near].map(({ id }) => id);
    const cards = await readCards(tx, ids);
    const resources = new Map((await readBookables(tx, ids)).map((resource) => [resource.id, resource]));
    const days = await describe(tx, actor, [...resources.values()], { ...search, quantity: search.quantity ?? 1 }, now);
    const priced = page.flatMap(({ id }) => resources.get(id) ?? []);
    const payer = { ...actor, customer: customerOf(actor.membership) };
    const quotes = await quotesOf(
      tx,
      payer,
      priced.map((resource) => ({ ...search, resource })),
    );
    const prices = new Map(priced.map(({ id }, rank) => [id, quotes[rank]]));
    return {
      offers: page.flatMap(({ id }): Offer[] => {
        const [card, price, described] = [cards.get(id), prices.get(id), days.get(id)];
        if (!card || !price || !described) return [];
        return [{ ...card, price, day: described.day }];
      }),
      nearlyFree: near
        .flatMap(({ id }): NearOffer[] => {
          const [card, alternative] = [cards.get(id), days.get(id)?.alternative];
          if (!card || !alternative) return [];
          return [{ ...card, how: alternative.kind, start: alternative.start, end: alternative.end }];
        })
        .sort((a, b) => shiftOf(a, search) - shiftOf(b, search))
        .slice(0, NEAR_SHOWN),
      nextCursor: last && found.length > limit ? writeCursor([last.capacity, last.name, last.id]) : null,
    };
  });
}

/** The day of each resource and the nearest other period on it, from one reading of the claims of that day. */
async function describe(tx: Tx, actor: Actor, resources: Bookable[], wanted: Wanted, now: Date) {
  const { timeZone, structureId } = actor;
  const date = localDateOf(wanted.start, timeZone);
  const day = { first: date, last: date };
  const unitIds = resources.flatMap((resource) => resource.unitIds);
  const longest = (key: "bufferBeforeMinutes" | "bufferAfterMinutes") =>
    Math.max(0, ...resources.map(({ rules }) => rules[key]));
  const buffers = {
    bufferBeforeMinutes: longest("bufferBeforeMinutes"),
    bufferAfterMinutes: longest("bufferAfterMinutes"),
  };
  const period = claimPeriod(buffers, daysPeriod(day, timeZone));
  const all = await readClaims(tx, [...new Set(unitIds)], period, structureId);
  return new Map(
    resources.map((resource) => {
      const claims = all.filter(({ unitId }) => resource.unitIds.includes(unitId));
      const occupied = claims.map((claim) => ({
        ...claim,
        occupation: null,
        ...(claim.blocked ? { blocking: { kind: "closed" as const, reason: "" } } : {}),
      }));
      const free = freePeriods(resource, claims, day, timeZone);
      const [described] = describeDays(resource, occupied, [date], now, timeZone);
      const [alternative] = alternativesOn(resource, free, wanted, circumstancesOf(actor, now));
      return [resource.id, { day: described ?? { date, segments: [] }, alternative }];
    }),
  );
}

/** How far a near offer is from what was asked, in milliseconds. */
function shiftOf({ start, end }: { start: Date; end: Date }, asked: { start: Date; end: Date }): number {
  return Math.abs(start.getTime() - asked.start.getTime()) + Math.abs(end.getTime() - asked.end.getTime());
}

function placeOf(cursor: string | null | undefined): Place | undefined {
  const [capacity, name, id] = readCursor(cursor) ?? [];
  return Number.isInteger(capacity) && typeof name === "string" && isId(id)
    ? { capacity: Number(capacity), name, id }
    : undefined;
}

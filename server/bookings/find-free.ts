import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { localDateOf } from "../kernel/time";
import { alternativesOn } from "./alternatives";
import { approvalBy, type ApprovalBy } from "./approval-by";
import { unitsFree } from "./availability";
import { circumstancesOf } from "./asker";
import { readBookables, type Bookable } from "./bookable";
import { readCards, type ResourceCard } from "./cards";
import { readClaims } from "./claims";
import { readCursor, writeCursor } from "./cursor";
import { describeDays, type Day } from "./day";
import { findSessions, type SessionOffer } from "./find-sessions";
import { findResources, findResourcesByKind, type Place, type Search } from "./free-resources";
import { customerOf, type Quote } from "./price";
import type { Suggestion } from "./problems";
import { quotesOf } from "./quotes";
import { claimPeriod, decideBooking, type Circumstances, type Wanted } from "./rules";
import { daysPeriod, freePeriods } from "./suggestions";

/** Something free for the whole period asked for. */
export interface Offer extends ResourceCard {
  /** For the structure acted for. */
  readonly price: Quote;
  /** The day on which the period starts. */
  readonly day: Day;
  /** Who would have to say yes; null when it is confirmed at once. */
  readonly approvalBy: ApprovalBy | null;
}

/** Something that would be free at another time of the same day, for less long, or in a smaller number. */
export interface NearOffer extends ResourceCard {
  readonly how: Exclude<Suggestion["kind"], "other"> | "fewer";
  readonly start: Date;
  readonly end: Date;
  /** Units to ask for: fewer than asked, where that is what to change. */
  readonly quantity: number;
  readonly approvalBy: ApprovalBy | null;
}

/** One page of what is free. */
export interface FreeResults {
  readonly offers: readonly Offer[];
  /** At most three, on the first page only. */
  readonly nearlyFree: readonly NearOffer[];
  /** Asks for the next page; null on the last. */
  readonly nextCursor: string | null;
}

/** What is free of one kind: some of it, and how many there are. */
export interface FreeOfKind {
  readonly kind: string;
  /** MOST_COUNTED at most. */
  readonly count: number;
  readonly offers: readonly Offer[];
}

/** What is free of every kind. */
export interface FreeOverview {
  /** Kinds of which something is free, in the order asked. */
  readonly kinds: readonly FreeOfKind[];
  readonly sessions: readonly SessionOffer[];
  readonly nearlyFree: readonly NearOffer[];
}

/** How many of a kind are counted: beyond, there are many. */
export const MOST_COUNTED = 20;

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
    return {
      ...(await describeAll(tx, actor, search, page, near, now)),
      nextCursor: last && found.length > limit ? writeCursor([last.capacity, last.name, last.id]) : null,
    };
  });
}

/**
 * What is free for a whole period of each of some kinds, a few of each; the sessions that fall in it; and what is nearly
 * free. As many questions as findFree(), however many kinds.
 */
export async function findFreeByKind(
  actor: Actor,
  search: Search,
  { kinds, each }: { readonly kinds: readonly string[]; readonly each: number },
): Promise<FreeOverview> {
  allow(actor, "catalogue.view");
  return inTransaction(actor, async (tx, now) => {
    const found = await findResourcesByKind(tx, actor, search, now, { free: true, limit: MOST_COUNTED, kinds });
    const shown = kinds.flatMap((kind) => found.filter((place) => place.kind === kind).slice(0, each));
    const near = await findResourcesByKind(tx, actor, search, now, {
      ...NEAR,
      limit: NEAR_SHOWN,
      kinds,
      except: found.map(({ id }) => id),
    });
    const { offers, nearlyFree } = await describeAll(tx, actor, search, shown, near, now);
    return {
      kinds: kinds
        .map((kind) => ({
          kind,
          count: found.filter((place) => place.kind === kind).length,
          offers: offers.filter((offer) => offer.kind === kind),
        }))
        .filter(({ count }) => count > 0),
      sessions: await findSessions(tx, actor, search, now),
      nearlyFree,
    };
  });
}

/** The sessions that fall in a period with places left, the first first: a dozen. */
export function findFreeSessions(actor: Actor, search: Search): Promise<SessionOffer[]> {
  allow(actor, "catalogue.view");
  return inTransaction(actor, (tx, now) => findSessions(tx, actor, search, now));
}

/** Cards with price and day of what is free, and what to change of what is not: four questions, however many. */
async function describeAll(
  tx: Tx,
  actor: Actor,
  search: Search,
  page: readonly Place[],
  near: readonly Place[],
  now: Date,
): Promise<Pick<FreeResults, "offers" | "nearlyFree">> {
  const ids = [...page, ...near].map(({ id }) => id);
  const cards = await readCards(tx, ids);
  const resources = new Map((await readBookables(tx, ids)).map((resource) => [resource.id, resource]));
  const days = await describe(tx, actor, [...resources.values()], search, now);
  const priced = page.flatMap(({ id }) => resources.get(id) ?? []);
  const quotes = await quotesOf(
    tx,
    { ...actor, customer: customerOf(actor) },
    priced.map((resource) => ({ ...search, quantity: unitsOf(resource, search), resource })),
  );
  const prices = new Map(priced.map(({ id }, rank) => [id, quotes[rank]]));
  return {
    offers: page.flatMap(({ id }): Offer[] => {
      const [card, price, described, resource] = [cards.get(id), prices.get(id), days.get(id), resources.get(id)];
      if (!card || !price || !described || !resource) return [];
      return [{ ...card, price, day: described.day, approvalBy: approvalBy(resource, actor, search.start, now) }];
    }),
    nearlyFree: near
      .flatMap(({ id }): NearOffer[] => {
        const [card, alternative, resource] = [cards.get(id), days.get(id)?.alternative, resources.get(id)];
        if (!card || !alternative || !resource) return [];
        const { kind, start, end, quantity } = alternative;
        return [{ ...card, how: kind, start, end, quantity, approvalBy: approvalBy(resource, actor, start, now) }];
      })
      .sort((a, b) => shiftOf(a, search) - shiftOf(b, search))
      .slice(0, NEAR_SHOWN),
  };
}

/** Units asked of a resource: what is taken whole is one. */
function unitsOf({ rules }: Bookable, { quantity = 1 }: Search): number {
  return rules.takesAllUnits ? 1 : quantity;
}

/** The day of each resource and the nearest other period on it, from one reading of the claims of that day. */
async function describe(tx: Tx, actor: Actor, resources: Bookable[], search: Search, now: Date) {
  const { timeZone, structureId } = actor;
  const date = localDateOf(search.start, timeZone);
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
      const wanted = { ...search, attendees: attendeesFor(resource, search), quantity: unitsOf(resource, search) };
      const circumstances = circumstancesOf(actor, now);
      const [moved] = alternativesOn(resource, free, wanted, circumstances);
      const fewer = fewerOf(resource, free, wanted, circumstances);
      const alternative = fewer ?? (moved && { ...moved, quantity: wanted.quantity });
      return [resource.id, { day: described ?? { date, segments: [] }, alternative }];
    }),
  );
}

/** Nobody is counted where capacity does not count people. */
function attendeesFor({ kind }: Bookable, { attendees, attendeesOf }: Search): number | null {
  return !attendeesOf || attendeesOf.includes(kind) ? (attendees ?? null) : null;
}

/** The same time with as many units as are free then, where that is all that is missing. */
function fewerOf(
  resource: Bookable,
  free: ReturnType<typeof freePeriods>,
  wanted: Wanted,
  circumstances: Circumstances,
): { kind: "fewer"; start: Date; end: Date; quantity: number } | null {
  const { start, end } = wanted;
  const units = unitsFree(free, { start: start.getTime(), end: end.getTime() });
  if (resource.rules.takesAllUnits || units === 0 || units >= wanted.quantity) return null;
  const possible = decideBooking(resource, { ...wanted, quantity: units }, circumstances).length === 0;
  return possible ? { kind: "fewer", start, end, quantity: units } : null;
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

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
import { findByPrice } from "./by-price";
import { overQuota, unitsOf } from "./over-quota";
import type { QuotaExceeded, Suggestion } from "./problems";
import { quotesOf } from "./quotes";
import { claimPeriod, decideBooking, type Circumstances, type Wanted } from "./rules";
import { daysPeriod, freePeriods } from "./suggestions";
import { readUsages } from "./usage";

/** Something free for the whole period asked for. */
export interface Offer extends ResourceCard {
  /** For the structure acted for. */
  readonly price: Quote;
  /** The day on which the period starts. */
  readonly day: Day;
  /** Of what is given one by one, on that day alone: how many are free the whole time, of how many. */
  readonly units: { readonly free: number; readonly total: number } | null;
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

/** Something free of which the structure acted for would have too much. */
export interface OverQuota extends ResourceCard {
  readonly exceeded: readonly QuotaExceeded[];
}

/** One page of what is free. */
export interface FreeResults {
  readonly offers: readonly Offer[];
  /** Free, but not for this structure, with why. */
  readonly overQuota: readonly OverQuota[];
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
  /** Where none falls in the time asked for, and they are asked for: those of the weeks that follow. */
  readonly nextSessions: readonly SessionOffer[];
  readonly overQuota: readonly OverQuota[];
  readonly nearlyFree: readonly NearOffer[];
}

/** How many of a kind are counted: beyond, there are many. */
export const MOST_COUNTED = 20;

/** Among how many of the smallest, and of them how many that are not free, to find three that nearly are. */
const NEAR = { free: false, lookAt: 60, limit: 12 };
const NEAR_SHOWN = 3;
/** Of what a quota keeps, how many of all kinds are told. */
const OVER_SHOWN = 6;
const NEXT_SESSIONS = 3;
const WEEKS_AHEAD = 8;

/** In which order: the smallest that is large enough first, by name, or the cheapest first. */
export type FreeOrder = "size" | "name" | "price";

interface Page {
  readonly limit?: number;
  readonly cursor?: string | null | undefined;
  /** By size unless told; a cursor is of one order. */
  readonly order?: FreeOrder | undefined;
}

/** Everything of the pôle that is free for a whole period, page after page, in one order over all of it. */
export async function findFree(
  actor: Actor,
  { limit: asked = 20, cursor = null, order = "size", ...search }: Search & Page,
) {
  allow(actor, "catalogue.view");
  const limit = Math.min(Math.max(asked, 1), 200);
  return inTransaction(actor, async (tx, now): Promise<FreeResults> => {
    const { page, nextCursor } = await pageOf(tx, actor, search, now, { limit, cursor, order });
    const ids = page.map(({ id }) => id);
    const over = await overQuota(tx, actor, search, ids, now);
    const first = !readCursor(cursor);
    const near = first ? await findResources(tx, actor, search, now, { ...NEAR, except: ids }) : [];
    return { ...(await describeAll(tx, actor, search, page, near, over, now)), nextCursor };
  });
}

async function pageOf(
  tx: Tx,
  actor: Actor,
  search: Search,
  now: Date,
  { limit, cursor, order }: Required<Page>,
): Promise<{ page: Place[]; nextCursor: string | null }> {
  const [first, name, id] = readCursor(cursor) ?? [];
  const cut = (found: Place[], next: (last: Place) => string) => {
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { page, nextCursor: last && found.length > limit ? next(last) : null };
  };
  if (order === "price") {
    const offset = Number.isInteger(first) ? Math.max(0, Number(first)) : 0;
    const found = await findByPrice(tx, actor, search, now, { limit: limit + 1, offset });
    return cut(found, () => writeCursor([offset + limit]));
  }
  const after =
    Number.isInteger(first) && typeof name === "string" && isId(id) ? { capacity: Number(first), name, id } : undefined;
  const found = await findResources(tx, actor, search, now, { free: true, limit: limit + 1, order, after });
  return cut(found, (last) => writeCursor([last.capacity, last.name, last.id]));
}

/**
 * What is free for a whole period of each of some kinds, a few of each; the sessions that fall in it; and what is nearly
 * free. As many questions as findFree(), however many kinds.
 */
export async function findFreeByKind(
  actor: Actor,
  search: Search,
  {
    kinds,
    each,
    nextSessions = false,
  }: {
    readonly kinds: readonly string[];
    readonly each: number;
    readonly nextSessions?: boolean;
  },
): Promise<FreeOverview> {
  allow(actor, "catalogue.view");
  return inTransaction(actor, async (tx, now) => {
    const found = await findResourcesByKind(tx, actor, search, now, { free: true, limit: MOST_COUNTED, kinds });
    const over = await overQuota(
      tx,
      actor,
      search,
      found.map(({ id }) => id),
      now,
    );
    const free = found.filter(({ id }) => !over.has(id));
    const kept = found.filter(({ id }) => over.has(id)).slice(0, OVER_SHOWN);
    const shown = kinds.flatMap((kind) => free.filter((place) => place.kind === kind).slice(0, each));
    const near = await findResourcesByKind(tx, actor, search, now, {
      ...NEAR,
      limit: NEAR_SHOWN,
      kinds,
      except: found.map(({ id }) => id),
    });
    const { offers, ...others } = await describeAll(tx, actor, search, [...shown, ...kept], near, over, now);
    const sessions = await findSessions(tx, actor, search, now);
    return {
      kinds: kinds
        .map((kind) => ({
          kind,
          count: free.filter((place) => place.kind === kind).length,
          offers: offers.filter((offer) => offer.kind === kind),
        }))
        .filter(({ count }) => count > 0),
      sessions,
      nextSessions:
        sessions.length > 0 || !nextSessions
          ? []
          : (await findSessions(tx, actor, weeksAfter(search), now)).slice(0, NEXT_SESSIONS),
      ...others,
    };
  });
}

/** The sessions that fall in a period with places left, the first first: a dozen. */
export function findFreeSessions(actor: Actor, search: Search): Promise<SessionOffer[]> {
  allow(actor, "catalogue.view");
  return inTransaction(actor, (tx, now) => findSessions(tx, actor, search, now));
}

function weeksAfter({ end, ...search }: Search): Search {
  return { ...search, start: end, end: new Date(end.getTime() + WEEKS_AHEAD * 7 * 86_400_000) };
}

/** Cards with price and day of what is free, and what to change of what is not: five questions, however many. */
async function describeAll(
  tx: Tx,
  actor: Actor,
  search: Search,
  page: readonly Place[],
  near: readonly Place[],
  over: ReadonlyMap<string, readonly QuotaExceeded[]>,
  now: Date,
): Promise<Pick<FreeResults, "offers" | "overQuota" | "nearlyFree">> {
  const ids = [...page, ...near].map(({ id }) => id);
  const cards = await readCards(tx, ids);
  const resources = new Map((await readBookables(tx, ids)).map((resource) => [resource.id, resource]));
  const days = await describe(tx, actor, [...resources.values()], search, now);
  const priced = page.flatMap(({ id }) => (over.has(id) ? [] : (resources.get(id) ?? [])));
  const quotes = await quotesOf(
    tx,
    { ...actor, customer: customerOf(actor) },
    priced.map((resource) => ({ ...search, quantity: unitsOf(resource, search), resource })),
  );
  const prices = new Map(priced.map(({ id }, rank) => [id, quotes[rank]]));
  return {
    overQuota: page.flatMap(({ id }): OverQuota[] => {
      const [card, exceeded] = [cards.get(id), over.get(id)];
      return card && exceeded ? [{ ...card, exceeded }] : [];
    }),
    offers: page.flatMap(({ id }): Offer[] => {
      const [card, price, described, resource] = [cards.get(id), prices.get(id), days.get(id), resources.get(id)];
      if (!card || !price || !described || !resource) return [];
      const { day, units } = described;
      return [{ ...card, price, day, units, approvalBy: approvalBy(resource, actor, search.start, now) }];
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
  const usages = await readUsages(
    tx,
    resources.map((resource) => ({ resource, period: search })),
    circumstancesOf(actor, now),
  );
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
      const circumstances = { ...circumstancesOf(actor, now), usage: usages.get(resource.id) };
      const [moved] = alternativesOn(resource, free, wanted, circumstances);
      const fewer = fewerOf(resource, free, wanted, circumstances);
      const alternative = fewer ?? (moved && { ...moved, quantity: wanted.quantity });
      const { takesAllUnits, unlimited } = resource.rules;
      const counted = !takesAllUnits && !unlimited && resource.unitIds.length > 1;
      const whole = { start: search.start.getTime(), end: search.end.getTime() };
      const units =
        counted && localDateOf(new Date(whole.end - 1), timeZone) === date
          ? { free: unitsFree(free, whole), total: resource.unitIds.length }
          : null;
      return [resource.id, { day: described ?? { date, segments: [] }, units, alternative }];
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

import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { dayBounds, type LocalDate, type Period } from "../kernel/time";
import { alternativesOn, daysLookedAt } from "./alternatives";
import { circumstancesOf } from "./asker";
import { freeByUnit, type Claimed } from "./availability";
import { readBookable, type Bookable } from "./bookable";
import { readClaims } from "./claims";
import { findResources } from "./free-resources";
import { openPeriods } from "./opening";
import type { Refusal, Suggestion } from "./problems";
import { readUsage } from "./usage";
import { claimPeriod, type Wanted } from "./rules";

const MOST = 3;

/** What another room can mend; a wrong id or an end before the start is for the person to mend. */
const MENDED_ELSEWHERE: ReadonlySet<Refusal["code"]> = new Set<Refusal["code"]>([
  ..."archived not_open_to_you quota_exceeded too_soon too_far outside_hours off_step too_short too_long".split(" "),
  ..."too_many_people not_enough_units slot_taken blocked".split(" "),
] as Refusal["code"][]);

/** Two or three ways out of a refusal: the same resource at another time, another one at the same time. */
export async function suggest(
  tx: Tx,
  actor: Actor,
  wanted: Wanted & { readonly resourceId: string },
  refusal: Refusal,
  now: Date,
): Promise<Suggestion[]> {
  const resource = await readBookable(tx, wanted.resourceId);
  if (!resource) return [];
  const others = MENDED_ELSEWHERE.has(refusal.code) ? await othersLike(tx, actor, resource, wanted, now) : [];
  const same = await alternatives(tx, actor, resource, wanted, now);
  const { start, end } = wanted;
  const elsewhere = others.map((other): Suggestion => ({
    kind: "other",
    resourceId: other.id,
    resourceName: other.name,
    start,
    end,
  }));
  return [...same.slice(0, Math.max(2, MOST - elsewhere.length)), ...elsewhere].slice(0, MOST);
}

/** Others of the same kind: as large as the one asked for, else as large as needed. */
async function othersLike(tx: Tx, actor: Actor, { id, kind, rules }: Bookable, wanted: Wanted, now: Date) {
  const needed = wanted.attendees ?? 1;
  for (const attendees of new Set([Math.max(needed, rules.capacity), needed])) {
    const found = await findResources(tx, actor, { ...wanted, kind, attendees }, now, {
      free: true,
      limit: MOST,
      except: [id],
    });
    if (found.length > 0) return found;
  }
  return [];
}

async function alternatives(
  tx: Tx,
  actor: Actor,
  resource: Bookable,
  wanted: Wanted,
  now: Date,
): Promise<Suggestion[]> {
  if (resource.rules.archived) return [];
  const { timeZone, structureId } = actor;
  const days = daysLookedAt(resource.rules, wanted.start, now, timeZone);
  const period = claimPeriod(resource.rules, daysPeriod(days, timeZone));
  const claims = await readClaims(tx, resource.unitIds, period, structureId);
  const free = freePeriods(resource, claims, days, timeZone);
  const circumstances = circumstancesOf(actor, now);
  const usage = await readUsage(tx, resource, daysPeriod(days, timeZone), circumstances);
  return alternativesOn(resource, free, wanted, { ...circumstances, usage }).map(({ kind, start, end }) => ({
    kind,
    resourceId: resource.id,
    resourceName: resource.name,
    start,
    end,
  }));
}

/** From the first midnight to the last. */
export function daysPeriod({ first, last }: { first: LocalDate; last: LocalDate }, zone: string): Period {
  return { start: dayBounds(first, zone).start, end: dayBounds(last, zone).end };
}

/** When each unit of a resource is open and not claimed, on some days. */
export function freePeriods(
  { rules, unitIds, hours, groups }: Bookable,
  claims: readonly Claimed[],
  { first, last }: { first: LocalDate; last: LocalDate },
  zone: string,
) {
  return freeByUnit(rules, unitIds, openPeriods(hours, first, last, zone), claims, groups);
}

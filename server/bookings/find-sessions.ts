import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { askerOf } from "./asker";
import { approvalBy, type ApprovalBy } from "./approval-by";
import { readBookables } from "./bookable";
import { readCards, type ResourceCard } from "./cards";
import { isFree } from "./claims";
import { isOpenTo, matches, type Search } from "./free-resources";
import { customerOf, type Quote } from "./price";
import { quotesOf } from "./quotes";

/** A dated session (of a training) that falls in the time asked for, with places left. */
export interface SessionOffer extends ResourceCard {
  readonly sessionId: string;
  readonly title: string;
  readonly start: Date;
  readonly end: Date;
  /** Places left, of how many. */
  readonly free: number;
  readonly places: number;
  /** Of the places asked for, for the structure acted for. */
  readonly price: Quote;
  /** Who would have to say yes; null when it is confirmed at once. */
  readonly approvalBy: ApprovalBy | null;
}

const MOST = 12;

/** Sessions to come that overlap a period and have enough places, the first first. */
export async function findSessions(tx: Tx, actor: Actor, search: Search, now: Date): Promise<SessionOffer[]> {
  const { start, end, quantity = 1 } = search;
  // Whoever looks for places for twelve looks for twelve places, whatever the session holds.
  const filters = matches({ ...search, attendees: null });
  const { rows } = await sql<{
    sessionId: string;
    resourceId: string;
    title: string;
    startsAt: Date;
    endsAt: Date;
    free: number;
    places: number;
  }>`
    select * from (
      select s.id as session_id, s.resource_id, s.title, s.starts_at, s.ends_at, counted.free, counted.places
        from (select id from resources r
               where pole_id = ${actor.poleId} and archived_at is null and by_session and ${filters}
                 and ${isOpenTo(askerOf(actor))}) r
        join resource_sessions s on s.resource_id = r.id and s.cancelled_at is null
                                and s.starts_at < ${end} and s.ends_at > ${start} and s.starts_at > now()
        cross join lateral (
          select count(*)::int as places,
                 count(*) filter (where ${isFree(sql`ru.unit_id`, { start: sql`s.starts_at`, end: sql`s.ends_at` })})::int as free
            from resource_units ru join units u on u.id = ru.unit_id and u.retired_at is null
           where ru.resource_id = r.id
        ) counted
    ) found
     where free >= ${quantity}
     order by starts_at, session_id limit ${MOST}`.execute(tx);
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ resourceId }) => resourceId))];
  const cards = await readCards(tx, ids);
  const resources = new Map((await readBookables(tx, ids)).map((resource) => [resource.id, resource]));
  const found = rows.flatMap((row) => {
    const resource = resources.get(row.resourceId);
    return resource ? [{ ...row, resource }] : [];
  });
  const quotes = await quotesOf(
    tx,
    { ...actor, customer: customerOf(actor) },
    found.map(({ resource, startsAt, endsAt }) => ({ resource, start: startsAt, end: endsAt, quantity })),
  );
  return found.flatMap(({ startsAt, endsAt, resource, ...session }, rank): SessionOffer[] => {
    const [card, price] = [cards.get(resource.id), quotes[rank]];
    if (!card || !price) return [];
    const approval = approvalBy(resource, actor, startsAt, now);
    return [{ ...card, ...session, start: startsAt, end: endsAt, price, approvalBy: approval }];
  });
}

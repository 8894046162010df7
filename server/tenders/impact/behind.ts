import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { allow } from "../../kernel/permissions";
import { instantAt, type LocalDate, type Period } from "../../kernel/time";
import type { NeedKind, NeedState } from "../need";
import type { RefusalReason } from "../refuse-need";
import { stageOf, type Stage } from "../rules";

/** A need that counts in a year. */
export interface CountedNeed {
  readonly id: string;
  readonly kind: NeedKind;
  readonly title: string;
  readonly buyer: string;
  readonly stage: Stage;
  readonly trades: readonly string[];
  readonly place: string;
  readonly publishedAt: Date;
  readonly closesAt: Date;
  readonly lots: number;
  /** How many answers are in. */
  readonly answers: number;
  readonly satisfied: "yes" | "partly" | "no" | null;
  readonly satisfiedWords: string;
  readonly endReason: string;
  /** Of those who said that it is not for them, how many for which reason, the most frequent first. */
  readonly refusals: readonly { readonly reason: RefusalReason; readonly count: number }[];
}

/** A lot that was won. */
export interface Won {
  readonly id: string;
  readonly needId: string;
  readonly title: string;
  readonly lot: { readonly number: number; readonly title: string; readonly of: number };
  readonly buyer: string;
  /** The lead first; nobody as long as bidders were not told. */
  readonly winners: readonly string[];
  readonly decidedAt: Date;
  /** In cents, net of tax. */
  readonly cents: number | null;
  readonly hours: number;
  readonly contract: {
    readonly signedOn: LocalDate;
    readonly endedOn: LocalDate | null;
    readonly cents: number;
    readonly hours: number;
  } | null;
  /** Hours of the deliveries that were accepted, whenever that was. */
  readonly hoursDone: number;
}

/** Hours of work integration that were done, and accepted by the buyer. */
export interface HoursDone {
  readonly id: string;
  readonly awardId: string;
  readonly needId: string;
  readonly title: string;
  readonly what: string;
  readonly deliveredOn: LocalDate;
  readonly hours: number;
}

/** A year on the clock of `zone`. */
function spanOf(year: number, zone: string): Period {
  return { start: instantAt(`${year}-01-01`, 0, zone), end: instantAt(`${year + 1}-01-01`, 0, zone) };
}

/** The needs that a year counts, as they were published. @throws Forbidden */
export async function needsOfYear(actor: Actor, year: number): Promise<CountedNeed[]> {
  allow(actor, "needs.count");
  const { start, end } = spanOf(year, actor.timeZone);
  return inTransaction(actor, async (tx, now) => {
    const { rows } = await sql<Omit<CountedNeed, "stage"> & { state: NeedState }>`
      with refused as (
        select need_id, jsonb_agg(jsonb_build_object('reason', reason, 'count', count) order by count desc, reason) as reasons
          from (select need_id, reason, count(*)::int as count from need_refusals
                 where pole_id = ${actor.poleId} group by need_id, reason) r group by need_id)
      select n.id, n.kind, n.title, s.name as buyer, n.state, n.trades, n.place, n.published_at as "publishedAt",
             n.closes_at as "closesAt", n.lot_count as lots, coalesce(c.count, 0) as answers, n.satisfied,
             n.satisfied_words as "satisfiedWords", n.end_reason as "endReason", coalesce(r.reasons, '[]') as refusals
        from needs n join structures s on s.id = n.structure_id
        left join app.answers_counted() c on c.need_id = n.id left join refused r on r.need_id = n.id
       where n.pole_id = ${actor.poleId} and n.published_at >= ${start} and n.published_at < ${end} and n.state <> 'draft'
       order by n.published_at, n.id`.execute(tx);
    return rows.map(({ state, ...need }) => ({ ...need, stage: stageOf({ state, closesAt: need.closesAt }, now) }));
  });
}

/** The lots that were won in a year, as they were decided. @throws Forbidden */
export async function wonInYear(actor: Actor, year: number): Promise<Won[]> {
  allow(actor, "needs.count");
  const { start, end } = spanOf(year, actor.timeZone);
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<Omit<Won, "winners">>`
      select w.id, w.need_id as "needId", n.title, s.name as buyer,
             jsonb_build_object('number', l.number, 'title', l.title, 'of', n.lot_count) as lot,
             coalesce(w.decided_at, w.proposed_at) as "decidedAt", w.price_cents as cents, w.hours,
             case when c.award_id is not null then jsonb_build_object('signedOn', c.signed_on, 'endedOn', c.ended_on,
               'cents', c.amount_cents, 'hours', c.hours_promised) end as contract,
             coalesce((select sum(d.hours) from deliveries d where d.award_id = w.id and d.accepted_at is not null), 0)::int as "hoursDone"
        from awards w join needs n on n.id = w.need_id join need_lots l on l.id = w.lot_id
        join structures s on s.id = n.structure_id left join contracts c on c.award_id = w.id
       where w.pole_id = ${actor.poleId} and w.state = 'awarded'
         and coalesce(w.decided_at, w.proposed_at) >= ${start} and coalesce(w.decided_at, w.proposed_at) < ${end}
       order by "decidedAt", n.title, l.number, w.id`.execute(tx);
    const names = await winnersOf(tx, rows);
    return rows.map((won) => ({ ...won, winners: (names.get(won.id) ?? []).map(({ name }) => name) }));
  });
}

/** A structure that won, alone or within a group. */
export interface Winner {
  readonly structureId: string;
  readonly name: string;
  readonly lead: boolean;
  readonly siret: string | null;
}

/** Who won each of these awards, the lead first; nothing for those whose bidders were not told yet. */
export async function winnersOf(tx: Tx, awards: readonly { readonly id: string }[]): Promise<Map<string, Winner[]>> {
  if (awards.length === 0) return new Map();
  const { rows } = await sql<Winner & { awardId: string }>`
    select award_id as "awardId", structure_id as "structureId", name, lead, siret
      from app.winners(${awards.map(({ id }) => id)}::uuid[]) order by lead desc, name`.execute(tx);
  const winners = new Map<string, Winner[]>();
  for (const { awardId, ...winner } of rows) winners.set(awardId, [...(winners.get(awardId) ?? []), winner]);
  return winners;
}

/** The hours that were done in a year, delivery by delivery. @throws Forbidden */
export async function hoursDoneInYear(actor: Actor, year: number): Promise<HoursDone[]> {
  allow(actor, "needs.count");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<HoursDone>`
      select d.id, d.award_id as "awardId", w.need_id as "needId", n.title, d.what, d.delivered_on as "deliveredOn", d.hours
        from deliveries d join awards w on w.id = d.award_id join needs n on n.id = w.need_id
       where d.pole_id = ${actor.poleId} and d.accepted_at is not null and d.hours > 0
         and d.delivered_on >= ${`${year}-01-01`}::date and d.delivered_on < ${`${year + 1}-01-01`}::date
       order by d.delivered_on, d.id`.execute(tx);
    return rows;
  });
}

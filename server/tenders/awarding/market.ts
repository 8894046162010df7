import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import type { HandedIn } from "../answers/receipts";
import type { Need } from "../need";
import { readNeed } from "../need-of";
import type { Award, Contract, Delivery, Rating } from "./award";
import { awarding, type AwardProblem } from "./change";
import { readAwards } from "./lots-to-award";

/** Which award of which need. */
export interface AwardKey {
  readonly needId: string;
  readonly awardId: string;
}

/** What was awarded, with all that follows: for the buyer, who won it, and the pôle's manager. */
export interface Market {
  readonly need: Need;
  readonly award: Award;
  /** Whose word who acts may give: the buyer's, that of who leads what won, nobody's. */
  readonly side: "buyer" | "winner" | "reader";
  readonly winner: { readonly id: string; readonly name: string; readonly colour: number };
  /** Of a group: all of them; alone: empty. */
  readonly members: readonly string[];
  readonly contract: Contract | null;
  readonly deliveries: readonly Delivery[];
  /** Those that may be read: one's own; the other's once both are in. */
  readonly ratings: readonly Rating[];
  /** The day it is in the pôle. */
  readonly today: LocalDate;
}

/** @throws NotFound for who is not part of it */
export async function marketOf(actor: Actor, key: AwardKey): Promise<Market> {
  return inTransaction(actor, (tx) => readMarket(tx, actor, key));
}

/** The same within a transaction. @throws NotFound */
export async function readMarket(tx: Tx, actor: Actor, { needId, awardId }: AwardKey): Promise<Market> {
  const need = await readNeed(tx, actor, needId);
  allow(actor, "needs.view");
  if (!isId(awardId)) throw new NotFound("award");
  const { rows } = await sql<Omit<Market, "need" | "award" | "ratings" | "deliveries" | "members"> & Parts>`
    select c.contract, s.content, jsonb_build_object('id', st.id, 'name', st.name, 'colour', st.colour) as winner,
           case when app.buys_award(w.id) then 'buyer' when app.leads_award(w.id) then 'winner' else 'reader' end as side,
           (now() at time zone ${actor.timeZone})::date as today
      from awards w
      left join answers a on a.id = w.answer_id
      left join submissions s on s.id = a.submission_id
      left join structures st on st.id = a.structure_id
      left join lateral (
        select jsonb_build_object('signedOn', k.signed_on, 'startsOn', k.starts_on, 'endsOn', k.ends_on,
                 'amountCents', k.amount_cents, 'hoursPromised', k.hours_promised, 'endedOn', k.ended_on,
                 'words', k.words) as contract from contracts k where k.award_id = w.id) c on true
     where w.id = ${awardId} and w.need_id = ${need.id} and w.state = 'awarded'
       and (app.is_awarded_here(w.id) or app.runs_pole())`.execute(tx);
  const row = rows[0];
  const award = (await readAwards(tx, need.id)).find(({ id }) => id === awardId);
  if (!row || !award) throw new NotFound("award");
  const { content, winner, ...market } = row;
  return {
    ...market,
    ...{ need, award },
    // Who runs the pôle reads no answer: of who won, what the letters say.
    winner: winner.name === null ? await winnerOf(tx, award) : winner,
    members: !content || content.form === "alone" ? [] : content.members.map(({ name }) => name),
    deliveries: await readDeliveries(tx, awardId),
    ratings: await readRatings(tx, awardId),
  };
}

interface Parts {
  readonly content: HandedIn | null;
}

async function winnerOf(tx: Tx, { answerId, lotId }: Award): Promise<Market["winner"]> {
  const { rows } = await sql<{ name: string }>`
    select content ->> 'bidder' as name from letters where answer_id = ${answerId} and lot_id = ${lotId}`.execute(tx);
  return { id: answerId, name: rows[0]?.name ?? "", colour: 1 };
}

async function readDeliveries(tx: Tx, awardId: string): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`
    select d.id, d.delivered_on as "deliveredOn", d.what, d.amount_cents as "amountCents", d.hours,
           coalesce(p.name, '') as "declaredBy", d.declared_at as "declaredAt", a.name as "acceptedBy",
           d.accepted_at as "acceptedAt", r.name as "refusedBy", d.refused_reason as "refusedReason"
      from deliveries d left join people p on p.id = d.declared_by left join people a on a.id = d.accepted_by
      left join people r on r.id = d.refused_by
     where d.award_id = ${awardId} order by d.delivered_on, d.declared_at, d.id`.execute(tx);
  return rows;
}

async function readRatings(tx: Tx, awardId: string): Promise<Rating[]> {
  const { rows } = await sql<Rating>`
    select r.structure_id is not distinct from app.structure_id() as ours, coalesce(s.name, '') as "from", r.stars,
           r.words, r.at
      from ratings r left join structures s on s.id = r.structure_id where r.award_id = ${awardId} order by r.at`.execute(
    tx,
  );
  return rows;
}

/** What a change of what follows an award is made with. */
export interface Following {
  readonly tx: Tx;
  readonly market: Market;
  readonly now: Date;
}

/**
 * Does something with what was awarded, one after the other, for one side of it.
 * @throws NotFound for who is not part of it @throws Forbidden for the other side
 */
export function following<T>(
  actor: Actor,
  key: AwardKey,
  sides: readonly Market["side"][],
  work: (following: Following) => Promise<T>,
): Promise<Outcome<T, AwardProblem>> {
  return awarding(() =>
    inTransaction(actor, async (tx, now) => {
      if (!isId(key.awardId)) throw new NotFound("award");
      await sql`select pg_advisory_xact_lock(hashtextextended(${`award ${key.awardId}`}, 0))`.execute(tx);
      const market = await readMarket(tx, actor, key);
      if (!sides.includes(market.side)) throw new Forbidden("needs.award");
      return work({ tx, market, now });
    }),
  );
}

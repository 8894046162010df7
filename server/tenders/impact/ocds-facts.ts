import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor, Locale } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { allow } from "../../kernel/permissions";
import { openedAnswers } from "../judging/opened-answers";
import { readNeed, type Onlooker } from "../need-of";
import { publicNeed } from "../public-need";
import { tradeLabel } from "../trades";
import { winnersOf } from "./behind";
import type { AwardFact, BidFact, Named, ReleaseFacts } from "./ocds";

/** What a release of a need may tell to whoever looks; a draft has none. @throws NotFound, Forbidden */
export async function releaseFactsOf(actor: Actor, needId: string): Promise<ReleaseFacts> {
  allow(actor, "needs.view");
  return inTransaction(actor, (tx) => readFacts(tx, actor, needId));
}

/** The same of a need that anybody may read, for who passes by, with the pôle that it is of. @throws NotFound */
export async function publicReleaseFacts(
  needId: string,
  locale: Locale,
): Promise<{ readonly facts: ReleaseFacts; readonly poleName: string }> {
  const { passerBy } = await publicNeed(needId, locale);
  return {
    facts: await inTransaction(passerBy, (tx) => readFacts(tx, passerBy, needId)),
    poleName: passerBy.poleName,
  };
}

async function readFacts(tx: Tx, onlooker: Onlooker & Pick<Actor, "timeZone">, needId: string): Promise<ReleaseFacts> {
  const need = await readNeed(tx, onlooker, needId);
  if (need.state === "draft" || need.publishedAt === null) throw new NotFound("need");
  const { rows } = await sql<{ toldAt: Date | null; buyerSiret: string | null }>`
    select app.told_at(n.id) as "toldAt", s.siret as "buyerSiret"
      from needs n join structures s on s.id = n.structure_id where n.id = ${need.id}`.execute(tx);
  const [{ toldAt, buyerSiret } = { toldAt: null, buyerSiret: null }] = rows;
  return {
    need,
    timeZone: onlooker.timeZone,
    buyerSiret,
    trades: need.trades.map((code) => ({ code, label: tradeLabel(code, "fr") })),
    toldAt,
    answersIn: need.answersIn,
    // Before bidders were told, nothing is even read.
    bids: toldAt ? await readBids(tx, need.id) : [],
    awards: toldAt ? await readAwards(tx, need.id) : [],
  };
}

/** For who reads the answers; nobody else finds any. */
async function readBids(tx: Tx, needId: string): Promise<BidFact[]> {
  const answers = await openedAnswers(tx, needId);
  const sirets = await readSirets(
    tx,
    answers.flatMap(({ content }) => content.members.map(({ structureId }) => structureId)),
  );
  return answers.flatMap(({ number, at, content, prices, admission }) =>
    content.lots.map(({ lotId }) => ({
      ...{ number, lotId, at },
      irregular: admission?.decision === "irregular",
      tenderers: content.members.map(({ structureId, name }): Named => ({
        id: structureId,
        name,
        siret: sirets.get(structureId) ?? null,
      })),
      cents: prices?.[lotId]?.cents ?? null,
    })),
  );
}

async function readSirets(tx: Tx, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom("structures").select(["id", "siret"]).where("id", "in", ids).execute();
  return new Map(rows.map(({ id, siret }) => [id, siret]));
}

/** Contracts, for who reads them: the buyer, who won, the pôle's manager. */
async function readAwards(tx: Tx, needId: string): Promise<AwardFact[]> {
  const { rows } = await sql<Omit<AwardFact, "winners">>`
    select w.id, w.lot_id as "lotId", coalesce(w.decided_at, w.proposed_at) as "decidedAt", w.price_cents as cents,
           case when c.award_id is not null then jsonb_build_object('signedOn', c.signed_on, 'startsOn', c.starts_on,
             'endsOn', c.ends_on, 'endedOn', c.ended_on, 'cents', c.amount_cents) end as contract
      from awards w join need_lots l on l.id = w.lot_id left join contracts c on c.award_id = w.id
     where w.need_id = ${needId} and w.state = 'awarded' order by l.number, w.id`.execute(tx);
  const winners = await winnersOf(tx, rows);
  return rows.map((award) => ({
    ...award,
    winners: (winners.get(award.id) ?? []).map(({ structureId, name, siret }) => ({ id: structureId, name, siret })),
  }));
}

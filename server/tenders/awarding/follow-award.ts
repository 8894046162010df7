import { sql } from "kysely";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import type { Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import type { Contract } from "./award";
import { note, refuse, type AwardProblem } from "./change";
import { following, type AwardKey, type Following } from "./market";
import { progressOf, stateAfterDecision } from "./rules";

/** A contract as it was signed. */
export type ContractForm = Omit<Contract, "endedOn">;

/**
 * Records the contract that both signed, or corrects it as long as nothing was delivered. @throws NotFound, Forbidden
 */
export async function recordContract(
  actor: Actor,
  key: AwardKey,
  form: ContractForm,
): Promise<Outcome<null, AwardProblem>> {
  return following(actor, key, ["buyer"], async (follow) => {
    const { tx, market } = follow;
    allow(actor, "needs.award", market.need.buyer.id);
    if (market.contract?.endedOn) refuse("contract_has_ended");
    if (market.deliveries.length > 0) refuse("contract_has_deliveries");
    const contract = { ...form, personId: actor.personId };
    await tx
      .insertInto("contracts")
      .values({ ...contract, awardId: key.awardId, poleId: market.need.poleId, needId: market.need.id })
      .onConflict((conflict) => conflict.column("awardId").doUpdateSet(contract))
      .execute();
    await settle(follow);
    await note(tx, actor, market.need, market.contract ? "contract_corrected" : "contract_signed");
    return null;
  });
}

/** What who won has done, on one day. */
export interface DeliveryForm {
  /** Made by the form: sent twice, it is declared once. */
  readonly id: string;
  readonly deliveredOn: LocalDate;
  readonly what: string;
  /** In cents, net of tax; null where it is only a step. */
  readonly amountCents: number | null;
  /** Of work for people far from employment, done. */
  readonly hours: number;
}

/** Declares what was delivered, for the buyer to accept. @throws NotFound, Forbidden for who does not lead what won */
export async function declareDelivery(
  actor: Actor,
  key: AwardKey,
  form: DeliveryForm,
): Promise<Outcome<null, AwardProblem>> {
  return following(actor, key, ["winner"], async ({ tx, market: { need, contract, deliveries } }) => {
    allow(actor, "answers.write");
    if (deliveries.some(({ id }) => id === form.id)) return null;
    if (!contract) refuse("before_signature");
    if (contract.endedOn) refuse("contract_has_ended");
    if (form.deliveredOn < contract.signedOn) refuse("before_signature");
    await tx
      .insertInto("deliveries")
      .values({ ...form, poleId: need.poleId, awardId: key.awardId, declaredBy: actor.personId })
      .execute();
    return null;
  });
}

/** Accepts what was declared; with a reason, refuses it. @throws NotFound, Forbidden for who is not of the buyer */
export async function decideDelivery(
  actor: Actor,
  key: AwardKey,
  { deliveryId, refusal }: { deliveryId: string; refusal: string | null },
): Promise<Outcome<null, AwardProblem>> {
  return following(actor, key, ["buyer"], async ({ tx, now, market: { need, deliveries } }) => {
    allow(actor, "needs.write", need.buyer.id);
    const delivery = deliveries.find(({ id }) => id === deliveryId);
    if (!delivery) throw new NotFound("delivery");
    if (delivery.acceptedAt || delivery.refusedReason !== null) refuse("delivery_is_decided");
    await tx
      .updateTable("deliveries")
      .set(
        refusal === null
          ? { acceptedBy: actor.personId, acceptedAt: now }
          : { refusedBy: actor.personId, refusedAt: now, refusedReason: refusal },
      )
      .where("id", "=", deliveryId)
      .execute();
    return null;
  });
}

/** Ends a contract, today: all that was declared was decided on. The need ends with its last one. @throws NotFound, Forbidden */
export async function endContract(actor: Actor, key: AwardKey): Promise<Outcome<null, AwardProblem>> {
  return following(actor, key, ["buyer"], async (follow) => {
    const { tx, market } = follow;
    allow(actor, "needs.award", market.need.buyer.id);
    if (!market.contract) refuse("before_signature");
    if (market.contract.endedOn) return null;
    if (progressOf(market.contract, market.deliveries).waiting > 0) refuse("deliveries_wait");
    await tx.updateTable("contracts").set({ endedOn: market.today }).where("awardId", "=", key.awardId).execute();
    await settle(follow);
    await note(tx, actor, market.need, "contract_ended");
    return null;
  });
}

/** Each side says once what it was like to work with the other, after the end. @throws NotFound, Forbidden */
export async function rateAward(
  actor: Actor,
  key: AwardKey,
  { stars, words }: { stars: number; words: string },
): Promise<Outcome<null, AwardProblem>> {
  return following(actor, key, ["buyer", "winner"], async ({ tx, market: { need, side, contract, ratings } }) => {
    if (side === "buyer") allow(actor, "needs.award", need.buyer.id);
    else allow(actor, "answers.submit");
    if (!contract?.endedOn) refuse("not_ended_yet");
    if (ratings.some(({ ours }) => ours)) refuse("rated_already");
    const at = { poleId: need.poleId, awardId: key.awardId, structureId: actor.structureId! };
    await tx
      .insertInto("ratings")
      .values({ ...at, stars, words, personId: actor.personId })
      .execute();
    return null;
  });
}

/** The state of the need follows its contracts. */
async function settle({ tx, now, market: { need } }: Following): Promise<void> {
  await sql`select 1 from needs where id = ${need.id} for update`.execute(tx);
  const { rows } = await sql<{ signed: boolean; endedOn: LocalDate | null }>`
    select c.award_id is not null as signed, c.ended_on as "endedOn"
      from awards w left join contracts c on c.award_id = w.id
     where w.need_id = ${need.id} and w.state = 'awarded'`.execute(tx);
  const state = stateAfterDecision(rows.map(({ signed, endedOn }) => (signed ? { endedOn } : null)));
  if (state === need.state) return;
  const ended = state === "done" ? { endedAt: now } : {};
  await tx
    .updateTable("needs")
    .set({ state, updatedAt: now, ...ended })
    .where("id", "=", need.id)
    .execute();
}

import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { addDays, localDateOf } from "../kernel/time";
import {
  addToPanel,
  decideAward,
  decideDelivery,
  declareDelivery,
  declareForPanel,
  endContract,
  endEvaluation,
  endWithoutAward,
  finishScoring,
  judgingOf,
  marketOf,
  needNow,
  openConsensus,
  proposeAward,
  rateAward,
  recordContract,
  sayWhetherMet,
  writeConsensus,
  writeScores,
  type Judging,
} from "../tenders";
import { demoId } from "../../db/demo/chance";
import { structureId } from "../../db/demo/ids";
import type { DemoContract, DemoNeed } from "./describe";
import { done } from "./done";
import type { Who } from "./people";

/** A need that is closed and judged, with the people who do it. */
interface Judged {
  readonly need: DemoNeed;
  readonly needId: string;
  readonly who: Who;
  readonly buyer: Actor;
}

/** Opens a need that is closed, and judges it as far as it is told. */
export async function judgeNeed(need: DemoNeed, needId: string, who: Who): Promise<void> {
  const { judged } = need;
  if (!judged) return;
  const buyer = await who(need.buyer, "administrator", need.pole);
  const at = { need, needId, who, buyer };
  if (need.answers) await open(at);
  if (judged.until === "left") {
    done(await endWithoutAward(buyer, needId, judged.left ?? ""));
    return;
  }
  if (judged.scores) await score(at);
  for (const { lot, by, reasons } of judged.awards ?? []) {
    const lotId = (await needNow(buyer, needId)).need.lots[lot - 1]?.id ?? "";
    const form = { id: demoId(`award ${need.key} ${lot}`), lotId, reasons, whyNotFirst: "" };
    done(await proposeAward(buyer, needId, { ...form, answerId: await answerBy(by, at) }));
  }
  if (judged.until !== "decided") return;
  const ids = (judged.awards ?? []).map(({ lot }) => demoId(`award ${need.key} ${lot}`));
  done(await decideAward(buyer, needId, ids));
}

/** The answer that a structure leads, once it is opened. */
async function answerBy(by: string, { needId, buyer }: Judged): Promise<string> {
  const found = await inTransaction(buyer, (tx) =>
    tx
      .selectFrom("answers")
      .select("id")
      .where("needId", "=", needId)
      .where("structureId", "=", structureId(by))
      .executeTakeFirst(),
  );
  if (!found) throw new Error(`${by} did not answer ${needId}.`);
  return found.id;
}

/** Two persons: the buyer's administrator, then the pôle's manager. */
async function open({ needId, who, buyer }: Judged): Promise<void> {
  await inTransaction(buyer, (tx) =>
    tx.insertInto("openings").values({ needId, poleId: buyer.poleId, firstBy: buyer.personId }).execute(),
  );
  const second = await who("tempo", "employee");
  await inTransaction(second, (tx) =>
    tx.updateTable("openings").set({ secondBy: second.personId }).where("needId", "=", needId).execute(),
  );
}

/** The administrator and an employee score; where it is told "scoring", only the employee has. */
async function score({ need, needId, who, buyer }: Judged): Promise<void> {
  const { scores = {}, until } = need.judged!;
  const employee = await who(need.buyer, "employee", need.pole);
  const judges = [employee, buyer];
  for (const { personId, structureId: of } of judges)
    done(await addToPanel(buyer, needId, { personId, structureId: of }));
  for (const judge of judges) done(await declareForPanel(judge, needId, { conflict: false, words: "" }));
  const { need: stands, answers, toScore } = await judgingOf(employee, needId);
  const given = answers.map((answer) => ({
    answerId: answer.id,
    entries: entriesOf(answer, scores, { need: stands, toScore }),
  }));
  for (const judge of until === "scoring" ? [employee] : judges) {
    for (const each of given) done(await writeScores(judge, needId, each));
    done(await finishScoring(judge, needId));
  }
  if (until === "scoring") return;
  done(await openConsensus(buyer, needId));
  for (const each of given) done(await writeConsensus(buyer, needId, each));
  done(await endEvaluation(buyer, needId));
}

function entriesOf(
  { id, lead }: Judging["answers"][number],
  scores: Record<string, Record<string, number>>,
  { need, toScore }: Pick<Judging, "need" | "toScore">,
) {
  const own = Object.entries(scores).find(([by]) => structureId(by) === lead.id)?.[1] ?? {};
  const criteria = need.lots.flatMap((lot) => lot.criteria);
  return toScore
    .filter(({ answerId }) => answerId === id)
    .map(({ criterionId }) => {
      const kind = criteria.find((criterion) => criterion.id === criterionId)?.kind ?? "quality";
      return { criterionId, value: own[kind] ?? 3, words: "" };
    });
}

/** The contract of what was awarded, until it ends where it is told. */
export async function followAward(need: DemoNeed, needId: string, who: Who, contract: DemoContract): Promise<void> {
  const buyer = await who(need.buyer, "administrator", need.pole);
  const [award] = need.judged?.awards ?? [];
  if (!award) return;
  const winner = await who(award.by);
  const key = { needId, awardId: demoId(`award ${need.key} ${award.lot}`) };
  const today = localDateOf(new Date(), buyer.timeZone);
  const market = await marketOf(buyer, key);
  done(
    await recordContract(buyer, key, {
      ...{ signedOn: today, startsOn: today, endsOn: addDays(today, contract.lasts), words: "" },
      ...{ amountCents: market.award.priceCents, hoursPromised: market.award.hours },
    }),
  );
  for (const [rank, { what, euros, hours, waits }] of contract.deliveries.entries()) {
    const id = demoId(`delivery ${need.key} ${rank}`);
    const delivery = { id, deliveredOn: today, what, amountCents: euros * 100, hours };
    done(await declareDelivery(winner, key, delivery));
    if (!waits) done(await decideDelivery(buyer, key, { deliveryId: id, refusal: null }));
  }
  if (!contract.ratings) return;
  done(await endContract(buyer, key));
  for (const [rank, actor] of [buyer, winner].entries()) {
    const [stars, words] = contract.ratings[rank]!;
    done(await rateAward(actor, key, { stars, words }));
  }
  done(await sayWhetherMet(buyer, needId, { met: "yes", words: contract.met ?? "" }));
}

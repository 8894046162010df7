import { addDays, instantAt, type LocalDate } from "../kernel/time";
import {
  addAddendum,
  answerInvitation,
  answerQuestion,
  askQuestion,
  beginAnswer,
  callForPartner,
  chooseForm,
  criteriaOf,
  editNeed,
  inviteMember,
  needNow,
  publishNeed,
  refuseNeed,
  replaceLots,
  signShare,
  startNeed,
  submitAnswer,
  writeAnswer,
  writeShares,
} from "../tenders";
import { demoId } from "../../db/demo/chance";
import { structureId } from "../../db/demo/ids";
import type { DemoAnswer, DemoNeed } from "./describe";
import { done } from "./done";
import type { Who } from "./people";

const NOON = 12 * 60;

/** Writes a need as its buyer does; it closes so many days after `today`. */
export async function postNeed(need: DemoNeed, who: Who, today: LocalDate, closesIn: number): Promise<string> {
  const buyer = await who(need.buyer, "administrator", need.pole);
  const { kind, title, summary, description, place, openTo, trade, wanted, qualityFirst = false } = need;
  const id = await startNeed(buyer, { id: demoId(`need ${need.key}`), kind, title });
  const noon = (days: number) => instantAt(addDays(today, days), NOON, buyer.timeZone);
  await editNeed(buyer, id, {
    ...{ summary, description, place, openTo, qualityFirst, trades: [trade], contact: buyer.personName },
    ...(wanted ? { wantedFrom: addDays(today, wanted[0]), wantedUntil: addDays(today, wanted[1]) } : {}),
    closesAt: noon(closesIn),
    questionsUntil: noon(Math.max(1, closesIn - 5)),
  });
  await replaceLots(
    buyer,
    id,
    need.lots.map(({ euros, hidden, reservedTo, hours, model, ...lot }) => ({
      ...lot,
      estimateCents: euros === null ? null : euros * 100,
      estimateShown: !hidden,
      reservedTo: reservedTo ?? null,
      minimumHours: hours ?? 0,
      criteria: model === "none" ? [] : criteriaOf(model),
    })),
  );
  if (need.published) done(await publishNeed(buyer, id));
  return id;
}

/** What others say of a need that is out, and its buyer answers. */
export async function talkAbout(need: DemoNeed, needId: string, who: Who): Promise<void> {
  const buyer = await who(need.buyer, "administrator", need.pole);
  for (const [rank, { by, question, answer }] of (need.questions ?? []).entries()) {
    const id = demoId(`question ${need.key} ${rank}`);
    done(await askQuestion(await who(by), needId, { id, question }));
    if (answer) done(await answerQuestion(buyer, needId, id, answer));
  }
  if (need.addendum) {
    const { words, substance: changesSubstance } = need.addendum;
    const id = demoId(`addendum ${need.key}`);
    done(await addAddendum(buyer, needId, { id, words, changesSubstance, closesAt: null }));
  }
  for (const { by, reason } of need.notForUs ?? []) done(await refuseNeed(await who(by), { id: needId, reason }));
  for (const { by, words } of need.partnerCalls ?? []) done(await callForPartner(await who(by), needId, words));
}

/** Answers a need, alone or in a group, and hands in. */
export async function answerNeed(answer: DemoAnswer, needId: string, who: Who): Promise<void> {
  const lead = await who(answer.by);
  const { need } = await needNow(lead, needId);
  const key = { needId, answerId: done(await beginAnswer(lead, needId)) };
  const lots = need.lots.flatMap(({ id }, rank) => {
    const offer = answer.lots[rank];
    if (!offer) return [];
    return { lotId: id, priceCents: offer.euros * 100, hours: offer.hours ?? 0, words: offer.words ?? "" };
  });
  const asked = need.lots.filter(({ id }) => lots.some(({ lotId }) => lotId === id)).flatMap((lot) => lot.criteria);
  done(
    await writeAnswer(lead, key, {
      ...{ lots, presentation: answer.says, contactName: lead.personName },
      ...{ contactEmail: `contact@${answer.by}.example`, contactTelephone: "" },
      texts: Object.fromEntries(asked.filter(({ kind }) => kind !== "price").map(({ id }) => [id, answer.text])),
    }),
  );
  if (answer.group) await formGroup(answer, key, lots, who);
  if (!answer.draft) done(await submitAnswer(lead, key));
}

type Key = { needId: string; answerId: string };
type Offer = { lotId: string; priceCents: number; hours: number };

async function formGroup(answer: DemoAnswer, key: Key, lots: readonly Offer[], who: Who): Promise<void> {
  const lead = await who(answer.by);
  const group = answer.group ?? [];
  done(await chooseForm(lead, key, "conjoint"));
  for (const { by, task, invited } of group) {
    const asked = { structureId: structureId(by), task, message: "Nous répondons ensemble ?" };
    done(await inviteMember(lead, key, asked));
    if (!invited) done(await answerInvitation(await who(by), key, true));
  }
  const members = group.filter(({ invited }) => !invited);
  const shares = lots.flatMap(({ lotId, priceCents, hours }, rank) => {
    const parts = members.map(({ by, euros, hours: done = [] }) => ({
      ...{ lotId, structureId: structureId(by), hours: done[rank] ?? 0, amountCents: (euros[rank] ?? 0) * 100 },
    }));
    const sum = (of: "amountCents" | "hours") => parts.reduce((total, part) => total + part[of], 0);
    const own = { amountCents: priceCents - sum("amountCents"), hours: hours - sum("hours") };
    return [{ lotId, structureId: structureId(answer.by), ...own }, ...parts];
  });
  const tasks = { [structureId(answer.by)]: answer.task ?? "" };
  done(await writeShares(lead, key, { tasks, shares }));
  // A draft waits for the lead's signature.
  if (!answer.draft) done(await signShare(lead, key));
  for (const { by } of members) done(await signShare(await who(by), key));
}

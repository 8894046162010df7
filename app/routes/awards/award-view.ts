import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatList, formatMoney, initials } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { newId } from "~server/kernel/ids";
import {
  asksWhetherMet,
  isAwarded,
  isEligible,
  outcomeOf,
  stageOf,
  takesProposals,
  WHETHER_MET,
  type AwardCandidate,
  type AwardingOf,
  type Lot,
  type LotToAward,
  type Need,
} from "~server/tenders";
import { dayWords, lotWords, pointsWords, priceWords, sayAwards, whenWords, type SayAwards } from "./words";

export type AwardView = Awaited<ReturnType<typeof awardView>>;
export type LotView = AwardView["lots"][number];

/** The page of the choice: each lot with its candidates and what is proposed; the decision; then what follows. */
export async function awardView(actor: Actor, awarding: AwardingOf) {
  const { need, lots, met, metWords, now } = awarding;
  const t = await sayAwards(actor.locale);
  const choosing = takesProposals(need);
  const decides = can(actor, "needs.award", need.buyer.id);
  const stage = stageOf(need, now);
  const nothingCame = stage === "closed" && need.answersIn === 0;
  const opened = need.state === "opened" || need.state === "evaluated" || need.state === "proposed";
  const live = lots.flatMap(({ award }) => award ?? []);
  const letters = lots.reduce((sum, { candidates }) => sum + candidates.length, 0);
  const outcome = outcomeOf(lots);
  const openLots = lots.filter(({ award, unsuccessfulReason }) => !award && unsuccessfulReason === null).length;
  return {
    pole: actor.poleSlug,
    needId: need.id,
    needTitle: need.title,
    kind: need.kind,
    lead: leadOf(),
    lots: need.lots.flatMap((lot) => {
      const to = lots.find(({ lotId }) => lotId === lot.id);
      return to ? [lotView(actor, awarding, lot, to, t)] : [];
    }),
    decision: choosing
      ? {
          text: outcome === "open" ? t("decide.open", { count: openLots }) : t("decide.ready"),
          letters: t(need.kind === "call" ? "decide.letters" : "decide.lettersQuotes", { count: letters }),
          // The same person in a small structure: said, never hidden.
          yours: live.some(({ proposedBy }) => proposedBy === actor.personName) ? t("decide.yours") : null,
          seen: live.map(({ id }) => id),
          ready: outcome !== "open" && decides,
          go: t(outcome === "unsuccessful" ? "decide.goNone" : "decide.go"),
          who: decides ? null : t("decide.who", { buyer: need.buyer.name }),
        }
      : null,
    mayEnd: decides && (nothingCame || (opened && need.kind !== "interest")),
    mayEndInterest: decides && need.kind === "interest" && need.state === "opened",
    read:
      need.openedAt && letters > 0 && !need.decidedAt
        ? { to: paths.openedAnswers(actor.poleSlug, need.id), label: t("choose.read") }
        : null,
    letters:
      need.decidedAt && letters > 0
        ? { to: paths.needLetters(actor.poleSlug, need.id), label: t("after.letters", { count: letters }) }
        : null,
    met: asksWhetherMet(need.state)
      ? {
          said: met ? t("met.said", { met: t(`met.${met}`) }) : null,
          chosen: met,
          words: metWords,
          choices: WHETHER_MET.map((value) => ({ value, label: t(`met.${value}`) })),
        }
      : null,
  };

  function leadOf(): string {
    if (need.state === "cancelled") return t("lead.cancelled");
    const at = need.decidedAt ? whenWords(need.decidedAt, actor) : "";
    if (need.state === "unsuccessful") return t("lead.unsuccessful", { at });
    if (need.kind === "interest")
      return t(need.state === "done" ? "lead.ended" : opened ? "lead.interest" : "lead.not_yet");
    if (isAwarded(need.state)) return t("lead.decided", { at });
    if (nothingCame) return t("lead.nobody");
    return t(!choosing ? "lead.not_yet" : need.kind === "quotes" ? "lead.quotes" : "lead.choose");
  }
}

function lotView(actor: Actor, { need, contracts }: AwardingOf, lot: Lot, to: LotToAward, t: SayAwards) {
  const { award, candidates, unsuccessfulReason } = to;
  const retained = award && candidates.find(({ answerId }) => answerId === award.answerId);
  const choosing = takesProposals(need);
  const contract = award && contracts.get(award.id);
  return {
    id: lot.id,
    title: lotWords(need, lot, t),
    candidates: candidates.map((candidate) => candidateView(actor, need, candidate, t)),
    // Sent twice, a form proposes once.
    form: choosing && !award && unsuccessfulReason === null ? { id: newId() } : null,
    asksWhyNotFirst: candidates.filter(({ rank }) => rank !== null).length > 1,
    award: award && {
      id: award.id,
      decided: award.state === "awarded",
      name: t(award.state === "awarded" ? "choose.retained" : "choose.proposed", { name: retained?.name ?? "" }),
      figures: [formatMoney(award.priceCents, actor.locale), t("hours", { hours: award.hours })].join(", "),
      by:
        award.state === "awarded"
          ? t("choose.decidedBy", { proposer: award.proposedBy, decider: award.decidedBy ?? "" })
          : t("choose.proposedBy", { name: award.proposedBy, at: whenWords(award.proposedAt, actor) }),
      reasons: award.reasons,
      whyNotFirst: award.whyNotFirst,
      market: award.state === "awarded" ? paths.needMarket(actor.poleSlug, need.id, award.id) : null,
      follow: !contract
        ? t("after.noContract")
        : contract.endedOn
          ? t("after.ended", { day: dayWords(contract.endedOn, actor.locale) })
          : t("after.signed", { day: dayWords(contract.signedOn, actor.locale) }),
    },
    left: award ? null : unsuccessfulReason,
    mayTakeUp: choosing && unsuccessfulReason !== null,
  };
}

function candidateView({ locale }: Actor, need: Need, candidate: AwardCandidate, t: SayAwards) {
  const { answerId, name, colour, members, rank, total, irregular, priceCents, hours } = candidate;
  const eligible = isEligible(need.kind, candidate);
  return {
    ...{ answerId, name, colour, initials: initials(name), eligible },
    rank: rank === null ? null : t("rank", { rank }),
    figures: [
      ...(rank !== null && total !== null ? [t("points", { points: pointsWords(total, locale) })] : []),
      ...(need.kind === "interest" ? [] : [priceWords(priceCents, t, locale), t("hours", { hours })]),
    ].join(", "),
    members: members.length > 0 ? t("members", { names: formatList(members, locale) }) : null,
    low: candidate.low ? t("choose.low") : null,
    why: irregular
      ? t("choose.irregular", { reason: irregular })
      : need.kind === "call" && rank === null && takesProposals(need)
        ? t("choose.notRanked")
        : null,
  };
}

import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatList, formatMoney, formatNumber } from "~server/kernel/format";
import { newId } from "~server/kernel/ids";
import { can } from "~server/kernel/permissions";
import { progressOf, type Delivery, type Market } from "~server/tenders";
import { dayOf, dayWords, sayAwards, type SayAwards } from "./words";

export type MarketView = Awaited<ReturnType<typeof marketView>>;

/** What was awarded, with all that follows, and what who looks may do of it. */
export async function marketView(actor: Actor, market: Market) {
  const { need, award, side, winner, members, contract, deliveries, ratings, today } = market;
  const t = await sayAwards(actor.locale);
  const { locale } = actor;
  const lot = need.lots.find(({ id }) => id === award.lotId);
  const buys = side === "buyer";
  const decides = buys && can(actor, "needs.award", need.buyer.id);
  const progress = contract && progressOf(contract, deliveries);
  const runs = contract !== null && contract.endedOn === null;
  const name = members.length > 0 ? formatList(members, locale) : winner.name;
  const day = award.decidedAt ? dayOf(award.decidedAt, actor) : "";
  const own = ratings.find(({ ours }) => ours);
  const mayRate = decides || (side === "winner" && can(actor, "answers.submit"));
  return {
    pole: actor.poleSlug,
    need: { id: need.id, title: need.title, buyer: need.buyer.name },
    back: need.ours
      ? { to: paths.awardNeed(actor.poleSlug, need.id), label: t("title") }
      : { to: paths.needLetters(actor.poleSlug, need.id), label: t("letters.title") },
    title: t("market.title", { title: lot?.title || need.title }),
    lead: t("market.lead", { winner: name, buyer: need.buyer.name, price: formatMoney(award.priceCents, locale) }),
    // Names of people are for those who may read them; a guest knows structures.
    decided:
      award.proposedBy && award.decidedBy
        ? t("market.decided", { day, proposer: award.proposedBy, decider: award.decidedBy })
        : t("market.decidedShort", { day }),
    contract: contract && {
      signedOn: dayWords(contract.signedOn, locale),
      startsOn: contract.startsOn && dayWords(contract.startsOn, locale),
      endsOn: contract.endsOn && dayWords(contract.endsOn, locale),
      amount: formatMoney(contract.amountCents, locale),
      differs:
        contract.amountCents === award.priceCents
          ? null
          : t("market.offerDiffers", { price: formatMoney(award.priceCents, locale) }),
      hours: t("hours", { hours: contract.hoursPromised }),
      words: contract.words,
      endedOn: contract.endedOn && dayWords(contract.endedOn, locale),
    },
    noContract: t("market.noContract", { buyer: need.buyer.name }),
    contractForm:
      decides && !contract?.endedOn && deliveries.length === 0
        ? {
            correcting: contract !== null,
            values: {
              signedOn: contract?.signedOn ?? today,
              startsOn: contract?.startsOn ?? need.wantedFrom ?? "",
              endsOn: contract?.endsOn ?? need.wantedUntil ?? "",
              amount: amountField(contract?.amountCents ?? award.priceCents),
              hours: String(contract?.hoursPromised ?? award.hours),
              words: contract?.words ?? "",
            },
          }
        : null,
    progress: contract &&
      progress && {
        accepted: formatMoney(progress.amountCents, locale),
        acceptedNote: t("market.acceptedNote", { all: formatMoney(contract.amountCents, locale) }),
        hours: formatNumber(progress.hours, locale),
        hoursNote:
          contract.hoursPromised > 0
            ? t("market.hoursNote", { all: formatNumber(contract.hoursPromised, locale), left: progress.hoursLeft })
            : null,
      },
    deliveriesLead: t("market.deliveriesLead", { winner: winner.name, buyer: need.buyer.name }),
    deliveries: deliveries.map((delivery) => deliveryView(actor, delivery, t)),
    mayDecideDeliveries: buys && runs && can(actor, "needs.write", need.buyer.id),
    refuseHint: t("market.refuseHint", { winner: winner.name }),
    // Sent twice, it is declared once.
    declare: side === "winner" && runs && can(actor, "answers.write") ? { id: newId(), today } : null,
    end:
      buys && runs
        ? {
            ready: progress?.waiting === 0,
            may: decides,
            who: t("market.endWho", { buyer: need.buyer.name }),
          }
        : null,
    rating: contract?.endedOn
      ? {
          may: mayRate && !own,
          who: side !== "reader" && !own && !mayRate ? t("market.ratingWho") : null,
          none: side === "reader" && ratings.length === 0 ? t("market.noRatings") : null,
          awaited: own && ratings.length < 2 ? t("market.awaited") : null,
          shown: ratings.map(({ ours, from, stars, words }) => ({
            who: ours ? t("market.yourRating") : t("market.theirRating", { name: from || winner.name }),
            stars: starWords(stars, t),
            words,
          })),
          choices: [5, 4, 3, 2, 1].map((stars) => ({ value: String(stars), label: starWords(stars, t) })),
        }
      : null,
  };
}

const starWords = (stars: number, t: SayAwards) => t("market.star", { stars: `s${stars}` });

/** As one types it: "1077,00" without what only a reader needs. */
const amountField = (cents: number) => (cents / 100).toFixed(2).replace(".", ",");

function deliveryView(actor: Actor, delivery: Delivery, t: SayAwards) {
  const { id, deliveredOn, what, amountCents, hours, declaredBy, declaredAt, acceptedAt, refusedReason } = delivery;
  const state = acceptedAt ? "accepted" : refusedReason !== null ? "refused" : "waiting";
  const by = (name: string | null) => (name ? t("market.by", { name }) : "");
  return {
    ...{ id, what, state, refusedReason },
    day: dayWords(deliveredOn, actor.locale),
    figures: [
      ...(amountCents === null ? [] : [formatMoney(amountCents, actor.locale)]),
      ...(hours > 0 ? [t("hours", { hours })] : []),
    ].join(", "),
    declared: t("market.declaredBy", { day: dayOf(declaredAt, actor), by: by(declaredBy) }),
    decided:
      state === "waiting"
        ? null
        : t("market.decidedBy", { state, by: by(state === "accepted" ? delivery.acceptedBy : delivery.refusedBy) }),
    badge:
      state === "accepted"
        ? ({ tone: "ok", icon: "circle-check", words: t("market.acceptedBadge") } as const)
        : state === "refused"
          ? ({ tone: "no", icon: "circle-x", words: t("market.refusedBadge") } as const)
          : ({ tone: "wait", icon: "hourglass", words: t("market.waiting") } as const),
  };
}

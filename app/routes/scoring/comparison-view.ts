import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatMoney, formatNumber, initials } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import type { Criterion, Judging, LotRanking, RankedOffer } from "~server/tenders";
import { stepView } from "./step-view";
import { criterionNames, lotName, sayScoring } from "./words";

/** Answers side by side: the ranking that adds up by hand, then each criterion with what each says, scores, points. */
export async function comparisonView(
  actor: Actor,
  { judging, lots }: { judging: Judging; lots: readonly LotRanking[] },
) {
  const { need } = judging;
  const t = await sayScoring(actor.locale);
  const nameOf = await criterionNames(need, actor);
  const { locale } = actor;
  const number = (value: number) => formatNumber(value, locale);
  const money = (cents: number) => formatMoney(cents, locale);
  const shut = need.qualityFirst && need.pricesOpenedAt === null;
  return {
    pole: actor.poleSlug,
    need: { id: need.id, title: need.title, to: paths.need(actor.poleSlug, need.id) },
    step: await stepView(actor, judging),
    here: paths.needComparison(actor.poleSlug, need.id),
    choose:
      judging.step === "ranked" && can(actor, "needs.write", need.buyer.id)
        ? paths.awardNeed(actor.poleSlug, need.id)
        : null,
    // Ranked, the page is the step.
    more: judging.step !== "ranked",
    empty: need.openedAt === null ? ("sealed" as const) : judging.reads ? null : ("closed" as const),
    lots: lots.map((ranking) => {
      const { lot, offers, irregular } = ranking;
      return {
        id: lot.id,
        title: lotName(need, lot, t),
        caption: t("comparison.caption", { total: lot.criteria.reduce((sum, { weight }) => sum + weight, 0) }),
        heads: lot.criteria.map((criterion) => ({
          id: criterion.id,
          name: nameOf(criterion),
          weight: criterion.weight,
        })),
        ranked: offers.some(({ total }) => total !== null),
        notYet: t("comparison.notYet", { prices: shut ? "yes" : "no" }),
        provisional: need.state === "opened",
        rows: offers.map((offer) => ({
          ...faceOf(offer),
          rank: offer.rank,
          points: offer.criteria.map(({ points }) => (points === null ? null : pointsShown(points, locale))),
          total: offer.total === null ? null : pointsShown(offer.total, locale),
          notes: notesOf(offer, ranking),
        })),
        criteria: lot.criteria.map((criterion, place) => ({
          id: criterion.id,
          name: nameOf(criterion),
          how: howOf(criterion, shut),
          guideline: criterion.guideline,
          offers: shut && criterion.kind === "price" ? [] : offers.map((offer) => cellOf(offer, ranking, place)),
        })),
        hours: offers.some(({ hours }) => hours > 0)
          ? offers.map((offer) => ({
              ...faceOf(offer),
              shown: t("comparison.hoursValue", { hours: number(offer.hours) }),
            }))
          : [],
        lowText: offers.some(({ low }) => low !== null),
        irregular: irregular.map(({ id, lead, admission }) => ({
          ...{ id, name: lead.name },
          words: t("comparison.irregular", { reason: admission?.reason ?? "" }),
        })),
      };
    }),
  };

  function faceOf({ answer }: RankedOffer) {
    const { id, lead, content } = answer;
    return {
      ...{ id, name: lead.name, initials: initials(lead.name), colour: lead.colour },
      to: paths.openedAnswer(actor.poleSlug, need.id, id),
      group:
        content.members.length > 1
          ? t("scores.group", { names: content.members.map(({ name }) => name).join(", ") })
          : null,
    };
  }

  function howOf({ kind, weight, scale, minimum }: Criterion, pricesShut: boolean): string {
    if (kind === "price") return t(pricesShut ? "comparison.priceShut" : "comparison.priceHow", { weight });
    const how = t("comparison.scoreHow", { weight, scale });
    return minimum === null ? how : `${how}. ${t("comparison.minimum", { minimum: number(minimum), scale })}`;
  }

  /** One answer on one criterion: what it is worth, by which sum, what it says. */
  function cellOf(offer: RankedOffer, { lot, lowestCents }: LotRanking, place: number) {
    const criterion = lot.criteria[place]!;
    const { value, points, underMinimum } = offer.criteria[place]!;
    const { weight, scale } = criterion;
    const base = { ...faceOf(offer), points: points === null ? null : pointsWords(points), low: null, underMinimum };
    if (criterion.kind === "price") {
      const { priceCents, low } = offer;
      const sum =
        priceCents === null || lowestCents === null || priceCents < lowestCents
          ? null
          : priceCents === lowestCents
            ? t("comparison.priceSame")
            : t("comparison.priceSum", { weight, lowest: money(lowestCents), price: money(priceCents) });
      const shown = priceCents === null ? t("comparison.noPrice") : money(priceCents);
      return { ...base, shown, sum, low: low && t(`comparison.low.${low}`), words: "", said: null };
    }
    return {
      ...base,
      shown: value === null ? t("comparison.notScored") : t("scores.count", { given: number(value), all: scale }),
      sum: value === null ? null : t("comparison.scoreSum", { weight, value: number(value), scale }),
      words: offer.words.get(criterion.id) ?? "",
      said: offer.answer.content.texts[criterion.id] || t("comparison.saidNothing"),
    };
  }

  /** Why it stands where it stands: ties, minimums, what is missing, a price that surprises. */
  function notesOf(offer: RankedOffer, { lot, offers }: LotRanking): string[] {
    const notes: string[] = [];
    const criterionOf = (id: string) => lot.criteria.find((criterion) => criterion.id === id)!;
    for (const { criterionId, value, underMinimum } of offer.criteria) {
      const criterion = criterionOf(criterionId);
      if (underMinimum && value !== null && criterion.minimum !== null)
        notes.push(
          t("comparison.underMinimum", {
            ...{ value: number(value), scale: criterion.scale, minimum: number(criterion.minimum) },
            criterion: nameOf(criterion),
          }),
        );
    }
    const before = offers[offers.indexOf(offer) - 1];
    if (offer.tie && before) {
      const other = before.answer.lead.name;
      const { tie } = offer;
      notes.push(
        tie.by === "criterion"
          ? t("comparison.tie.criterion", { other, criterion: nameOf(criterionOf(tie.criterionId)) })
          : t(`comparison.tie.${tie.by}`, { other }),
      );
    }
    if (offer.total === null && offers.some(({ total }) => total !== null)) notes.push(t("comparison.incomplete"));
    if (offer.low) notes.push(t(`comparison.low.${offer.low}`));
    return notes;
  }

  function pointsWords(points: number): string {
    return t("comparison.points", { points: points / 100, shown: pointsShown(points, locale) });
  }
}
export type ComparisonView = Awaited<ReturnType<typeof comparisonView>>;

/** "34,29": two decimals always, so that a column adds up by hand. */
function pointsShown(hundredths: number, locale: Actor["locale"]): string {
  const decimals = String(hundredths % 100).padStart(2, "0");
  return `${formatNumber(Math.floor(hundredths / 100), locale)}${locale === "fr" ? "," : "."}${decimals}`;
}

import { paths } from "~/paths";
import { criterionWords, sayAnswers } from "~/routes/answers/words";
import type { Actor } from "~server/kernel/actor";
import { formatList, formatMoney, formatNumber } from "~server/kernel/format";
import type { Letter, Need } from "~server/tenders";
import { dayOf, lotWords, pointsWords, sayAwards, type SayAwards } from "./words";

export type LetterView = Awaited<ReturnType<typeof letterView>>;

/** How a letter looks in a list. */
export function outcomeBadge({ retained, content }: Pick<Letter, "retained" | "content">, t: SayAwards) {
  if (retained) return { tone: "ok", icon: "award", words: t("outcome.retainedBadge") } as const;
  if (!content.winner) return { tone: undefined, icon: "circle-x", words: t("outcome.noAwardBadge") } as const;
  return { tone: undefined, icon: "circle-x", words: t("outcome.notRetainedBadge") } as const;
}

/** Letters as lines that lead to them. */
export function letterLines(actor: Actor, need: Need, letters: readonly Letter[], t: SayAwards) {
  return letters.map((letter) => {
    const { rank, answers, bidder, lot } = letter.content;
    return {
      id: letter.id,
      to: paths.needLetter(actor.poleSlug, need.id, letter.id),
      name: bidder,
      lot: lotWords(need, lot, t),
      rank: rank === null ? null : t("letters.rankOf", { rank, count: answers }),
      badge: outcomeBadge(letter, t),
    };
  });
}

/** One letter, in the words of who reads it. */
export async function letterView(actor: Actor, need: Need, letter: Letter) {
  const t = await sayAwards(actor.locale);
  const sayCriterion = await sayAnswers(actor.locale);
  const { locale } = actor;
  const { content, retained } = letter;
  const { winner, rank, total, answers, criteria, irregular } = content;
  const points = (hundredths: number | null) => (hundredths === null ? "" : pointsWords(hundredths, locale));
  const label = ({ label: own, kind }: (typeof criteria)[number]) => criterionWords({ label: own, kind }, sayCriterion);
  return {
    pole: actor.poleSlug,
    need: { id: need.id, title: need.title },
    all: paths.needLetters(actor.poleSlug, need.id),
    title: t("letter.title", { buyer: content.buyer }),
    to:
      content.members.length > 0
        ? t("letter.toGroup", { names: formatList(content.members, locale) })
        : t("letter.to", { name: content.bidder }),
    about: t("letter.about", { number: content.number, need: need.title }),
    lot: lotWords(need, content.lot, t),
    retained,
    outcome: t(retained ? "letter.retained" : winner ? "letter.notRetained" : "letter.noAward"),
    standing: irregular
      ? t("letter.irregular", { reason: irregular })
      : rank !== null && total !== null
        ? t("letter.ranked", { rank, count: answers, points: points(total) })
        : content.underMinimum.length > 0
          ? t("letter.underMinimum", { criteria: formatList(content.underMinimum, locale) })
          : null,
    offered:
      content.priceCents === null
        ? null
        : t("letter.offered", {
            price: formatMoney(content.priceCents, locale),
            hours: t("hours", { hours: content.hours }),
          }),
    // Where nothing was scored there is no table of nothing.
    criteria: criteria.some((each) => each.points !== null)
      ? criteria.map((each) => ({
          label: label(each),
          value:
            each.kind === "price"
              ? t("letter.byFormula")
              : each.value === null
                ? ""
                : t("letter.of", { value: formatNumber(each.value, locale), scale: each.scale }),
          points: points(each.points),
          winner: retained ? null : points(each.winnerPoints),
          words: each.words,
        }))
      : [],
    totals: { own: points(total), winner: retained || !winner ? null : points(winner.total) },
    compares: !retained && winner !== null && winner.total !== null,
    winner: winner && {
      name: winner.members.length > 0 ? formatList(winner.members, locale) : winner.name,
      group: winner.members.length > 0,
      price: formatMoney(winner.priceCents, locale),
      hours: t("hours", { hours: winner.hours }),
      total: winner.total === null ? null : points(winner.total),
      reasons: winner.reasons,
      whyNotFirst: winner.whyNotFirst,
    },
    noAward: content.noAward,
    signed: t("letter.signed", { buyer: content.buyer, name: content.signedBy, day: dayOf(letter.at, actor) }),
    market: letter.awardId ? paths.needMarket(actor.poleSlug, need.id, letter.awardId) : null,
  };
}

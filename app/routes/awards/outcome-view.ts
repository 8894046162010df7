import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { lettersOf, type Need } from "~server/tenders";
import { outcomeBadge } from "./letter-view";
import { sayAwards } from "./words";

export type OutcomeView = NonNullable<Awaited<ReturnType<typeof outcomeOf>>>;

/** What became of the answer of the structure acted for, once it is decided; null for everybody else. */
export async function outcomeOf(actor: Actor, need: Pick<Need, "id" | "decidedAt" | "ours">) {
  if (!need.decidedAt || need.ours || !actor.structureId) return null;
  const letters = (await lettersOf(actor, need.id)).letters.filter(({ ours }) => ours);
  const [first] = letters;
  if (!first) return null;
  const t = await sayAwards(actor.locale);
  const won = letters.filter(({ retained }) => retained);
  const none = letters.every(({ content }) => content.winner === null);
  const several = letters.length > 1;
  const markets = won.flatMap(({ awardId, content }) =>
    awardId
      ? [
          {
            to: paths.needMarket(actor.poleSlug, need.id, awardId),
            label: won.length > 1 ? t("outcome.marketOf", { number: content.lot.number }) : t("outcome.market"),
          },
        ]
      : [],
  );
  return {
    title:
      won.length > 0
        ? t("outcome.retained", { count: won.length })
        : t(none ? "outcome.noAward" : "outcome.notRetained"),
    badge: outcomeBadge(won[0] ?? first, t),
    letters: letters.map(({ id, content }) => ({
      to: paths.needLetter(actor.poleSlug, need.id, id),
      label: several ? t("outcome.letterOf", { number: content.lot.number }) : t("outcome.letter"),
    })),
    markets,
  };
}

import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatList, formatMoney } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { pastWinners, readinessOf, stageOf, YEARS_OF_WINNERS, type Need } from "~server/tenders";

/** What its buyer may do with a need now: null for everybody else. */
export async function postingView(need: Need, now: Date, actor: Actor) {
  if (!need.ours || !can(actor, "needs.write", need.buyer.id)) return null;
  const t = await translator(actor.locale, "needsForm");
  const stage = stageOf(need, now);
  if (stage !== "draft" && stage !== "published" && stage !== "closed") return null;
  const { missing, guard, thresholdCents } = await readinessOf(actor, need.id);
  const threshold = thresholdCents === null ? "" : formatMoney(thresholdCents, actor.locale);
  const pole = actor.poleSlug;
  const mayPublish = can(actor, "needs.publish", need.buyer.id);
  return {
    stage,
    missing:
      stage !== "draft"
        ? []
        : missing.map((one) => ({
            key: `${one.code} ${"lot" in one ? one.lot : ""}`,
            words: t(`missing.${one.code}`, { lot: "lot" in one ? one.lot : 0 }),
            to: paths.editNeed(pole, need.id, one.step),
          })),
    guard:
      guard === "free"
        ? null
        : {
            blocks: guard === "over_threshold" || guard === "estimate_missing",
            words: t(`guard.${guard}`, { threshold }),
            profile: guard === "rotate" ? "" : need.buyer.profile,
            winners: guard === "rotate" ? await winnersWords(actor) : null,
          },
    toSourcing: guard === "over_threshold" ? paths.editNeed(pole, need.id, "quoi") : null,
    toLots: guard === "estimate_missing" ? paths.editNeed(pole, need.id, "lots") : null,
    mayPublish,
    to: {
      edit: stage === "draft" ? paths.editNeed(pole, need.id) : null,
      publish:
        stage === "draft" &&
        mayPublish &&
        missing.length === 0 &&
        guard !== "over_threshold" &&
        guard !== "estimate_missing"
          ? paths.publishNeed(pole, need.id)
          : null,
      addendum: stage === "published" && mayPublish ? paths.needAddendum(pole, need.id) : null,
      cancel: mayPublish ? paths.cancelNeed(pole, need.id) : null,
    },
  };
}

/** Whom this buyer has retained lately: the reminder to turn to others says it by name. */
async function winnersWords(actor: Actor): Promise<string> {
  const t = await translator(actor.locale, "needsForm");
  const winners = (await pastWinners(actor)).map(({ name, awards, cents }) =>
    t("guard.winner", { name, count: awards, money: formatMoney(cents, actor.locale) }),
  );
  const years = YEARS_OF_WINNERS;
  return winners.length === 0
    ? t("guard.noWinner", { years })
    : t("guard.winners", { years, list: formatList(winners, actor.locale) });
}

export type PostingView = NonNullable<Awaited<ReturnType<typeof postingView>>>;

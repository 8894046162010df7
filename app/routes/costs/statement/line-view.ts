import { paths } from "~/paths";
import type { IconName } from "~/ui/icon-names";
import type { Actor } from "~server/kernel/actor";
import { newId } from "~server/kernel/ids";
import { formatMoney } from "~server/kernel/format";
import { isSimple, keyOf, stepsFor, type Dispute, type Statement, type StatementLine } from "~server/costs";
import { allocationView } from "./allocation-view";
import { correctionView } from "./correction-view";
import { mirrorView } from "./mirror-view";
import { weightWords } from "./figures";
import { dayWords, monthOf, type SayStatement } from "./words";

export type LineView = ReturnType<typeof lineView>;

/** The picture of each kind of pool. */
const ICONS: Readonly<Record<string, IconName>> = {
  building: "building-2",
  vehicle: "truck",
  equipment: "wrench",
  canteen: "utensils",
  reception: "concierge-bell",
  internet: "wifi",
  post: "calculator",
  animation: "users",
  project: "sprout",
};

/** A pool's line: its share, why it is that much, and what may be done about it. */
export function lineView(actor: Actor, statement: Statement, line: StatementLine, t: SayStatement) {
  const { month, structure, byManager, now } = statement;
  const { locale } = actor;
  const filed = line.disputes.find(({ state }) => state === "filed");
  const answers = month.state === "review" && !byManager && (month.reviewUntil === null || now < month.reviewUntil);
  const shared = line.allocations.filter(({ kind, explanation }) => kind !== "correction" && !explanation.mirror);
  return {
    pool: line.pool.id,
    anchor: `poste-${line.pool.id}`,
    icon: ICONS[line.pool.kind] ?? "receipt-euro",
    name: line.pool.name,
    sub: subOf(statement, line, t, actor),
    amount: formatMoney(line.cents, locale),
    contested: filed ? t("line.contested", { amount: formatMoney(filed.cents, locale) }) : null,
    allocations: shared.map((allocation) => allocationView(actor, statement, allocation, shared.length > 1, t)),
    corrections: line.allocations.flatMap((allocation) => {
      if (allocation.explanation.mirror) return [mirrorView(actor, statement, allocation, t)];
      return allocation.kind === "correction" ? [correctionView(actor, statement, allocation, t)] : [];
    }),
    sum:
      line.allocations.length > 1
        ? { label: t("line.sum", { pool: line.pool.name }), amount: formatMoney(line.cents, locale) }
        : null,
    page: paths.costStatementPool(actor.poleSlug, monthOf(month.startsOn), structure.id, line.pool.id),
    disputes: line.disputes.map((dispute) => disputeView(actor, dispute, t)),
    withdraw: filed && answers ? filed.id : null,
    // Sent twice, it is one dispute.
    dispute:
      answers && !filed && line.cents > 0
        ? {
            id: newId(),
            most: t("dispute.most", { amount: formatMoney(line.cents, locale) }),
            whole: amountField(line.cents),
          }
        : null,
  };
}

/** As one types it: "303,98". */
const amountField = (cents: number) => (cents / 100).toFixed(2).replace(".", ",");

/** "6,40 ETP en moyenne sur 67,70 ETP"; a composed key is told by its name. */
function subOf(statement: Statement, { allocations }: StatementLine, t: SayStatement, { locale }: Actor): string {
  const main = allocations
    .filter(({ kind, mirrors }) => kind === "charges" && mirrors === undefined)
    .reduce<(typeof allocations)[number] | null>((most, one) => {
      return most && Math.abs(most.totalCents) >= Math.abs(one.totalCents) ? most : one;
    }, null);
  if (!main) return t("line.corrected");
  if (main.explanation.borneByPole) return t("line.borne");
  const key = keyOf(main);
  const [step] = stepsFor(main, statement.structure.id);
  if (!key || !isSimple(key) || step?.kind !== "shared") return t(`composed.${key?.type ?? "two-part"}`);
  const { unit, mine, all } = step.weights;
  // What stands is an average of the days; what is used is a sum.
  const averaged = ["fte", "headcount", "surface"].includes(unit);
  return t(averaged ? "line.ofAverage" : "line.of", {
    mine: weightWords(unit, mine, locale, t),
    all: weightWords(unit, all, locale, t),
  });
}

function disputeView(
  actor: Actor,
  { id, cents, reason, state, grantedCents, decision, filedBy, filedAt }: Dispute,
  t: SayStatement,
) {
  const { locale } = actor;
  const tones = { filed: "wait", upheld: "ok", adjusted: "ok", rejected: "no", withdrawn: undefined } as const;
  const icons = {
    filed: "hourglass",
    upheld: "circle-check",
    adjusted: "circle-check",
    rejected: "circle-x",
    withdrawn: "undo-2",
  } as const;
  return {
    id,
    tone: tones[state],
    icon: icons[state],
    state: t(`dispute.state.${state}`),
    words: t("dispute.filed", {
      amount: formatMoney(cents, locale),
      by: filedBy || t("dispute.somebody"),
      day: dayWords(filedAt.toISOString().slice(0, 10), locale),
    }),
    reason,
    granted: grantedCents === null ? null : t("dispute.granted", { amount: formatMoney(grantedCents, locale) }),
    decision,
  };
}

import type { Actor } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import type { LineAllocation, Statement } from "~server/costs";
import { ofMonth, type SayStatement } from "./words";

/** What a month put right of months before. */
export interface CorrectionView {
  readonly id: string;
  readonly words: string;
  readonly amount: string;
  /** What it makes for each. */
  readonly all?: { readonly title: string; readonly rows: readonly CorrectionRow[] };
}

interface CorrectionRow {
  readonly id: string;
  readonly name: string;
  readonly amount: string;
  readonly mine: boolean;
}

/** What a dispute gave back, to who disputed, and which all bear again: nobody is named but to the manager. */
export function correctionView(
  actor: Actor,
  statement: Statement,
  allocation: LineAllocation,
  t: SayStatement,
): CorrectionView {
  const { dispute } = allocation.explanation;
  const own = allocation.shares.find(({ structureId }) => structureId === statement.structure.id);
  const month = dispute ? ofMonth(dispute.startsOn, t, {}, actor.locale) : "";
  const granted = formatMoney(dispute?.grantedCents ?? 0, actor.locale);
  const mine = dispute?.structureId === statement.structure.id;
  return {
    id: allocation.id,
    words: mine
      ? t("correction.mine", { month, granted, who: statement.byManager ? "theirs" : "yours" })
      : t("correction.others", { month, granted }),
    amount: formatMoney(own?.cents ?? 0, actor.locale),
  };
}

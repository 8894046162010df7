import type { Actor } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import type { LineAllocation, Statement } from "~server/costs";
import type { CorrectionView } from "./correction-view";
import { nameOf } from "./names";
import { monthAndYear, type SayStatement } from "./words";

/** What corrects charges that a month closed before shared: which, how much of it comes back, and what each gets of it. */
export function mirrorView(
  actor: Actor,
  statement: Statement,
  { id, charges, fundings, chargesCents, poleCents, shares, explanation: { mirror } }: LineAllocation,
  t: SayStatement,
): CorrectionView {
  const { locale } = actor;
  const money = (cents: number) => formatMoney(cents, locale);
  const own = statement.structure.id;
  const numbers = charges.map(({ number, label }) => [number, label].filter(Boolean).join(", ")).join(", ");
  const taken = fundings.filter(({ cents }) => cents < 0);
  const said = {
    numbers,
    month: monthAndYear(mirror?.startsOn ?? statement.month.startsOn, locale),
    amount: money(Math.abs(chargesCents)),
    borne: money(mirror?.borne[own] ?? 0),
    who: statement.byManager ? "theirs" : "yours",
  };
  const how = chargesCents > 0 ? "more" : mirror?.whole ? "whole" : "back";
  const pole = { id: "pole", name: t("table.pole"), amount: money(poleCents), mine: false };
  return {
    id,
    words: [
      t(`mirror.${how}`, said),
      ...taken.map(({ funder, cents }) => t("mirror.funding", { funder, amount: money(-cents) })),
    ].join(" "),
    amount: money(shares.find(({ structureId }) => structureId === own)?.cents ?? 0),
    all: {
      title: t(chargesCents > 0 ? "mirror.allMore" : "mirror.all"),
      rows: [
        ...[...shares]
          .filter(({ cents }) => cents !== 0)
          .sort((a, b) => Math.abs(b.cents) - Math.abs(a.cents))
          .map(({ structureId, cents }) => ({
            ...{ id: structureId, name: nameOf(statement, structureId, t) },
            ...{ amount: money(cents), mine: structureId === own },
          })),
        ...(poleCents === 0 ? [] : [pole]),
      ],
    },
  };
}

import type { Actor } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import type { LineAllocation, Statement } from "~server/costs";
import type { CorrectionView } from "./correction-view";
import { nameOf } from "./names";
import { monthAndYear, type SayStatement } from "./words";

/**
 * What follows how a month closed before was shared, and what each gets of it or pays: what corrects its charges, or what a
 * funder did not pay of them in the end.
 */
export function mirrorView(
  actor: Actor,
  statement: Statement,
  { id, kind, charges, fundings, totalCents, chargesCents, poleCents, shares, explanation }: LineAllocation,
  t: SayStatement,
): CorrectionView {
  const { locale } = actor;
  const { mirror, funding } = explanation;
  const cents = kind === "shortfall" ? totalCents : chargesCents;
  const money = (cents: number) => formatMoney(cents, locale);
  const own = statement.structure.id;
  const numbers = charges.map(({ number, label }) => [number, label].filter(Boolean).join(", ")).join(", ");
  const taken = fundings.filter((use) => use.cents < 0);
  const said = {
    numbers,
    month: monthAndYear(mirror?.startsOn ?? statement.month.startsOn, locale),
    amount: money(Math.abs(cents)),
    funder: funding?.funder ?? "",
    label: funding?.label ?? "",
    deducted: money(mirror?.totalCents ?? 0),
    borne: money(mirror?.borne[own] ?? 0),
    who: statement.byManager ? "theirs" : "yours",
  };
  const how =
    kind === "shortfall"
      ? cents > 0
        ? ("short" as const)
        : ("shortBack" as const)
      : cents >= 0
        ? ("more" as const)
        : mirror?.whole
          ? ("whole" as const)
          : ("back" as const);
  const pole = { id: "pole", name: t("table.pole"), amount: money(poleCents), mine: false };
  return {
    id,
    words: [
      t(`mirror.${how}`, said),
      ...taken.map((use) => t("mirror.funding", { funder: use.funder, amount: money(-use.cents) })),
      ...(mirror?.nobody ? [t("mirror.nobody")] : []),
    ].join(" "),
    amount: money(shares.find(({ structureId }) => structureId === own)?.cents ?? 0),
    all: {
      title: t(cents > 0 ? "mirror.allMore" : "mirror.all"),
      rows: [
        ...[...shares]
          .filter((share) => share.cents !== 0)
          .sort((a, b) => Math.abs(b.cents) - Math.abs(a.cents))
          .map(({ structureId, cents: one }) => ({
            ...{ id: structureId, name: nameOf(statement, structureId, t) },
            ...{ amount: money(one), mine: structureId === own },
          })),
        ...(poleCents === 0 ? [] : [pole]),
      ],
    },
  };
}

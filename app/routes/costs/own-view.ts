import { paths } from "~/paths";
import type { OwnCosts } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatMoney, formatMonth } from "~server/kernel/format";

const sum = <T>(items: readonly T[], of: (item: T) => number) => items.reduce((total, item) => total + of(item), 0);

/** What mutualising costs a member, in words; null where it never shared anything. */
export function ownView(
  { months, pools, unpaidCents }: OwnCosts,
  { poleSlug: pole, structureId, structureName, locale }: Actor,
) {
  if (sum(months, ({ cents }) => Math.abs(cents)) === 0 && unpaidCents === 0) return null;
  const money = (cents: number) => formatMoney(cents, locale);
  const signed = (cents: number) => (cents > 0 ? `+${money(cents)}` : money(cents));
  const [total, here, alone] = [
    sum(months, ({ cents }) => cents),
    sum(months, ({ comparedCents }) => comparedCents),
    sum(months, ({ aloneCents }) => aloneCents),
  ];
  const shared = months.filter(({ cents }) => cents !== 0).length;
  const most = Math.max(1, ...months.flatMap(({ cents, aloneCents }) => [cents, aloneCents]));
  const declared = pools.some(({ reference }) => reference !== null);
  const review = months.find(({ state, cents }) => state === "review" && cents !== 0);
  return {
    structure: structureName,
    // The month whose statement awaits their reading.
    review:
      review && structureId
        ? {
            month: formatMonth(review.startsOn, locale),
            to: paths.costStatement(pole, review.startsOn.slice(0, 7), structureId),
          }
        : null,
    declare: paths.costReferences(pole),
    declared,
    stats: {
      twelve: money(total),
      shared,
      average: money(Math.round(total / Math.max(1, shared))),
      gain: declared ? money(Math.abs(alone - here)) : null,
      gains: alone >= here,
      here: money(here),
      alone: money(alone),
      due: money(Math.abs(unpaidCents)),
      owed: Math.sign(unpaidCents),
    },
    months: [...months].reverse().map((month) => ({
      id: month.startsOn,
      name: formatMonth(month.startsOn, locale),
      // Where it bears something, why.
      to: month.cents !== 0 && structureId ? paths.costStatement(pole, month.startsOn.slice(0, 7), structureId) : null,
      provisional: month.state !== "closed",
      bars: [Math.max(0, (month.cents / most) * 100), ...(declared ? [(month.aloneCents / most) * 100] : [])],
      amount: money(month.cents),
      alone: declared ? money(month.aloneCents) : null,
    })),
    total: money(total),
    aloneTotal: declared ? money(alone) : null,
    pools: pools.map(({ id, name, cents, months: count, reference }) => ({
      id,
      name,
      amount: money(cents),
      perMonth: money(Math.round(cents / Math.max(1, count))),
      elsewhere: reference && money(reference.centsAMonth),
      source: reference?.source ?? null,
      gain: reference && signed(reference.centsAMonth * count - cents),
    })),
  };
}

export type OwnView = NonNullable<ReturnType<typeof ownView>>;

import type { translator } from "~/i18n/translator";
import type { SideBySide, WhatIf } from "~server/costs";
import type { Locale } from "~server/kernel/actor";
import { formatMoney, formatMonth } from "~server/kernel/format";

type CostsWords = Awaited<ReturnType<typeof translator<"costs">>>;

/** A simulation in words: what is, what would be, and the difference. */
export function whatIfView(result: WhatIf, locale: Locale, t: CostsWords) {
  const { pools, members, newcomerCents, pole, problems } = result;
  const most = Math.max(1, ...members.flatMap(({ nowCents, thenCents }) => [nowCents, thenCents]));
  const row = ({ id, name, nowCents, thenCents }: SideBySide) => ({
    ...{ id, name },
    bars: [Math.max(0, (thenCents / most) * 100), Math.max(0, (nowCents / most) * 100)],
    ...amounts(nowCents, thenCents, locale),
  });
  const more: SideBySide[] = [
    ...(newcomerCents === 0 ? [] : [{ id: "new", name: t("whatIf.newcomer"), nowCents: 0, thenCents: newcomerCents }]),
    ...(pole.nowCents === 0 && pole.thenCents === 0 ? [] : [{ id: "pole", name: t("pole"), ...pole }]),
  ];
  const all = [...members, ...more];
  const total = (of: "nowCents" | "thenCents") => all.reduce((sum, one) => sum + one[of], 0);
  return {
    moved: all.some(({ nowCents, thenCents }) => nowCents !== thenCents),
    members: all.map(row),
    pools: pools.map(row),
    total: amounts(total("nowCents"), total("thenCents"), locale),
    problems: problems.map(({ startsOn, pool }) => t("whatIf.problem", { month: formatMonth(startsOn, locale), pool })),
  };
}

export type WhatIfView = ReturnType<typeof whatIfView>;

function amounts(nowCents: number, thenCents: number, locale: Locale) {
  const difference = thenCents - nowCents;
  const words = formatMoney(difference, locale);
  return {
    now: formatMoney(nowCents, locale),
    then: formatMoney(thenCents, locale),
    difference: difference > 0 ? `+${words}` : words,
    moves: difference !== 0,
  };
}

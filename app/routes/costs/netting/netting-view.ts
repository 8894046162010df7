import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { THE_POLE, type Netting } from "~server/costs";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatMoney } from "~server/kernel/format";
import { crumbsOf } from "../statement/statement-view";
import { monthOf, ofMonth, sayStatement } from "../statement/words";

export type NettingView = Awaited<ReturnType<typeof nettingView>>;

export const sayNetting = (locale: Locale) => translator(locale, "costsNetting");

/** One amount for each; for the manager, the sums and the direct plan. */
export async function nettingView(actor: Actor, { month, lines, whole }: Netting) {
  const [t, ts] = [await sayNetting(actor.locale), await sayStatement(actor.locale)];
  const { locale, poleSlug } = actor;
  const money = (cents: number) => formatMoney(cents, locale);
  const names = new Map([
    ...lines.map(({ structureId, name }): [string, string] => [structureId, name]),
    [THE_POLE, t("pole")],
  ]);
  const name = month.startsOn;
  const of = ofMonth(name, ts, {}, locale);
  const columns = (["shares", "contested", "released", "calls", "fees", "advances"] as const).filter((column) =>
    lines.some((line) => line[CENTS[column]] !== 0),
  );
  return {
    title: t("title", { of }),
    lead: t(whole ? "lead" : "leadOwn"),
    here: t("here"),
    crumbs: crumbsOf(actor, { month }, ts),
    draft: month.state === "closed" ? null : t("draft"),
    csv: whole ? paths.costNettingCsv(poleSlug, monthOf(name)) : null,
    columns: columns.map((column) => t(`column.${column}`)),
    rows: lines.map((line) => ({
      id: line.structureId,
      name: line.name,
      to: paths.costStatement(poleSlug, monthOf(name), line.structureId),
      figures: columns.map((column) => money(line[CENTS[column]] * SIGNS[column])),
      // What is to pay, or to receive: the word, never the sign alone.
      words: line.netCents === 0 ? t("nothing") : t(line.netCents > 0 ? "pays" : "receives"),
      tone: line.netCents < 0 ? ("ok" as const) : undefined,
      amount: money(Math.abs(line.netCents)),
    })),
    totals: whole
      ? columns.map((column) => money(lines.reduce((sum, line) => sum + line[CENTS[column]] * SIGNS[column], 0)))
      : null,
    sums: whole && {
      paid: money(whole.paidCents),
      received: money(whole.receivedCents),
      pole: money(Math.abs(whole.poleCents)),
      poleWords: t(whole.poleCents >= 0 ? "poleKeeps" : "polePuts"),
      equation: t(whole.poleCents >= 0 ? "equationKeeps" : "equationPuts", {
        paid: money(whole.paidCents),
        received: money(whole.receivedCents),
        pole: money(Math.abs(whole.poleCents)),
      }),
    },
    plan: whole && {
      compared: t("plan.compared", { pole: whole.throughPole, direct: whole.direct.length }),
      // A plan that saves nothing is not proposed.
      saves: whole.direct.length < whole.throughPole,
      exact: t(whole.fewest ? "plan.fewest" : "plan.few"),
      rows: whole.direct.map(({ from, to, cents }) => ({
        id: `${from} ${to}`,
        from: names.get(from) ?? "",
        to: names.get(to) ?? "",
        amount: money(cents),
      })),
    },
  };
}

const CENTS = {
  shares: "sharesCents",
  contested: "contestedCents",
  released: "releasedCents",
  calls: "callsCents",
  fees: "feesCents",
  advances: "advancesCents",
} as const;

/** How each counts in what is to pay. */
const SIGNS = { shares: 1, contested: -1, released: 1, calls: -1, fees: 1, advances: -1 } as const;

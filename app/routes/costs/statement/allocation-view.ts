import type { Actor } from "~server/kernel/actor";
import { formatDayRange, formatMoney } from "~server/kernel/format";
import {
  addedParts,
  addsUp,
  isSimple,
  keyOf,
  stepsFor,
  type LineAllocation,
  type SharedPart,
  type Statement,
} from "~server/costs";
import { centView } from "./cent-view";
import { costView } from "./cost-view";
import { exactMoney, weightFigure, weightWords } from "./figures";
import { keyWords, partWords } from "./key-words";
import { nameOf, whose } from "./names";
import { stepsView } from "./step-view";
import { monthWords, type SayStatement } from "./words";

export type AllocationView = ReturnType<typeof allocationView>;

/** A figure of an equation, with the sign before it. */
export interface Term {
  readonly sign: string | null;
  readonly figure: string;
  readonly label: string;
}

/** What everybody weighs and bears: bars that are a table. */
export interface SharesTable {
  readonly caption: string;
  readonly unit: string | null;
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly weight: string;
    readonly bar: number;
    readonly amount: string;
    readonly mine: boolean;
  }[];
  readonly total: { readonly weight: string; readonly amount: string };
}

/** Why a share is what it is: what it cost, how it was shared, the cent. */
export function allocationView(
  actor: Actor,
  statement: Statement,
  allocation: LineAllocation,
  several: boolean,
  t: SayStatement,
) {
  const { locale } = actor;
  const own = statement.structure.id;
  const share = allocation.shares.find(({ structureId }) => structureId === own);
  if (!share) throw new Error("An allocation of a statement without its structure's share");
  const steps = stepsFor(allocation, own);
  const key = keyOf(allocation);
  const [first] = steps;
  const simple = key && isSimple(key) && first?.kind === "shared" ? first : null;
  const total = formatMoney(allocation.totalCents, locale);
  const basis = formatDayRange(allocation.servedFrom, allocation.servedUntil, locale, { year: true });
  const { borneByPole } = allocation.explanation;
  const { number, decided } = allocation.explanation.key ?? { number: null, decided: "" };
  return {
    id: allocation.id,
    heading: several ? t("basis.heading", { days: basis, number: number ?? 0 }) : null,
    basis: t("basis.days", { days: basis }),
    cost: costView(actor, statement, allocation, t),
    key: key ? keyWords(key, t, locale) : "",
    version: number === null ? "" : decided ? t("key.version", { number, decided }) : t("key.versionAlone", { number }),
    equation: simple
      ? simpleEquation(
          simple,
          { total, exact: exactMoney(share.exact, locale), share: formatMoney(share.cents, locale) },
          actor,
          statement,
          t,
        )
      : null,
    factors:
      simple && simple.weights.factors.length > 0
        ? t("product.mine", {
            factors: simple.weights.factors
              .map(({ unit, mine }) => weightWords(unit, mine, locale, t, true))
              .join(" × "),
            points: weightFigure("product", simple.weights.mine, locale, true),
          })
        : null,
    steps: simple ? [] : stepsView(actor, statement, steps, t),
    borne: borneByPole ? t("borne", { total, reason: borneByPole.reason }) : null,
    addition: simple || borneByPole ? null : additionOf(steps, share, actor, t),
    cent: centView(actor, statement, allocation, share, t),
    table: sharesTable(actor, statement, allocation, simple, t),
    month: monthWords(statement.month.startsOn, locale),
  };
}

function simpleEquation(
  { weights }: SharedPart,
  { total, exact, share }: { total: string; exact: string; share: string },
  { locale }: Actor,
  statement: Statement,
  t: SayStatement,
): Term[] {
  const { unit, mine, all } = weights;
  const who = whose(statement);
  return [
    { sign: null, figure: total, label: t("equation.total") },
    { sign: "×", figure: weightFigure(unit, mine, locale, true), label: t(`equation.mine.${unit}`, { who }) },
    { sign: "÷", figure: weightFigure(unit, all, locale, true), label: t(`equation.all.${unit}`) },
    { sign: "=", figure: exact, label: t("equation.exact") },
    { sign: "→", figure: share, label: t("equation.share", { who }) },
  ];
}

/** The parts of a composed key, added up; where a limit was met, what it left. */
function additionOf(
  steps: ReturnType<typeof stepsFor>,
  share: LineAllocation["shares"][number],
  { locale }: Actor,
  t: SayStatement,
): Term[] {
  const { parts, sum } = addedParts(steps);
  const result: Term = {
    sign: "→",
    figure: formatMoney(share.cents, locale),
    label: t("equation.share", { who: "yours" }),
  };
  if (parts.length === 0) return [{ ...result, sign: null }];
  const terms = parts.map(({ part, mine }, rank): Term => {
    return { sign: rank === 0 ? null : "+", figure: exactMoney(mine, locale), label: partWords(part, t) };
  });
  if (addsUp(steps, share)) {
    const exact: Term[] =
      parts.length > 1 ? [{ sign: "=", figure: exactMoney(sum, locale), label: t("equation.exact") }] : [];
    return [...terms, ...exact, result];
  }
  return [...terms, { sign: "⇒", figure: exactMoney(share.exact, locale), label: t("equation.afterLimits") }, result];
}

/** The share of each, the largest first; with its weight, where a single one makes it. */
function sharesTable(
  { locale }: Actor,
  statement: Statement,
  allocation: LineAllocation,
  simple: SharedPart | null,
  t: SayStatement,
): SharesTable {
  const most = Math.max(1, ...allocation.shares.map(({ cents }) => Math.abs(cents)));
  const rows = [...allocation.shares]
    .sort((a, b) => Math.abs(b.cents) - Math.abs(a.cents))
    .map(({ structureId, cents }) => {
      const weight = simple?.weights.of.get(structureId);
      return {
        id: structureId,
        name: nameOf(statement, structureId, t),
        weight: simple ? weightFigure(simple.weights.unit, weight ?? { n: 0n, d: 1n }, locale) : "",
        bar: Math.round((Math.abs(cents) / most) * 1000) / 10,
        amount: formatMoney(cents, locale),
        mine: structureId === statement.structure.id,
      };
    });
  const pole = allocation.poleCents;
  return {
    caption: t("table.caption"),
    unit: simple ? t(`equation.unit.${simple.weights.unit}`) : null,
    rows:
      pole === 0
        ? rows
        : [
            ...rows,
            {
              ...{ id: "pole", name: t("table.pole"), weight: "", amount: formatMoney(pole, locale), mine: false },
              bar: Math.round((Math.abs(pole) / most) * 1000) / 10,
            },
          ],
    total: {
      weight: simple ? weightFigure(simple.weights.unit, simple.weights.all, locale) : "",
      amount: formatMoney(allocation.totalCents, locale),
    },
  };
}

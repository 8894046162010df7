import type { Statement, ToldStep } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { nameOf, whose } from "./names";
import { decimal, exactMoney, weightFigure, weightWords } from "./figures";
import { keyWords, partWords } from "./key-words";
import type { SayStatement } from "./words";

export type StepView = ReturnType<typeof stepView>;

/** The steps in order; one that goes on with the last one's part has no title of its own. */
export function stepsView(actor: Actor, statement: Statement, steps: readonly ToldStep[], t: SayStatement): StepView[] {
  const partOf = (step: ToldStep | undefined) => (step && "part" in step ? step.part : null);
  return steps.map((step, rank) => {
    const view = stepView(actor, statement, step, t);
    const goesOn = step.kind === "shared" && rank > 0 && step.part !== "" && partOf(steps[rank - 1]) === step.part;
    return goesOn ? { ...view, title: "" } : view;
  });
}

/** A step of a composed key: what was done, with one's own figures, then everybody's. */
function stepView(actor: Actor, statement: Statement, step: ToldStep, t: SayStatement) {
  const { locale } = actor;
  const money = (cents: { n: bigint; d: bigint }) => exactMoney(cents, locale);
  const plain = (title: string, ...words: readonly (string | null)[]) => ({
    title,
    words: words.filter((one) => one !== null).join(" "),
    equation: null as string | null,
    rows: [] as { id: string; name: string; weight: string; amount: string; mine: boolean }[],
    unit: null as string | null,
  });
  switch (step.kind) {
    case "shared": {
      const { unit, mine, all, of } = step.weights;
      return {
        ...plain(partWords(step.part, t), keyWords(step.key, t, locale)),
        equation: t("step.equation", {
          total: money(step.cents),
          mine: weightWords(unit, mine, locale, t, true),
          all: weightWords(unit, all, locale, t, true),
          part: money(step.mine),
        }),
        unit: t(`equation.unit.${unit}`),
        rows: [...of]
          .sort(([, a], [, b]) => Number(b.n * a.d - a.n * b.d))
          .map(([id, weight]) => ({
            id,
            name: nameOf(statement, id, t),
            weight: weightFigure(unit, weight, locale),
            amount: all.n === 0n ? money({ n: 0n, d: 1n }) : money(shareOf(step.cents, weight, all)),
            mine: id === statement.structure.id,
          })),
      };
    }
    case "two-part":
      return plain(
        t("step.twoPart"),
        t("step.twoPartCut", { fixed: money(step.fixed), use: money(step.use) }),
        step.used && step.capacity && step.unit
          ? t("step.capacity", {
              used: weightWords(step.unit, step.used, locale, t),
              capacity: weightWords(step.unit, step.capacity, locale, t),
            })
          : null,
        step.idle.n === 0n ? null : t("step.idle", { idle: money(step.idle), to: step.idleTo }),
      );
    case "band":
      return plain(
        t("step.band", { rank: step.rank }),
        step.upTo
          ? t("step.bandUpTo", { upTo: money(step.upTo), cents: money(step.cents) })
          : t("step.bandLast", { cents: money(step.cents) }),
      );
    case "limits":
      return plain(
        t("step.limits"),
        ...step.met.map(({ structureId, limit, before, after }) =>
          t(`step.${limit}`, {
            name: nameOf(statement, structureId, t),
            me: structureId === statement.structure.id ? whose(statement) : "other",
            before: money(before),
            after: money(after),
          }),
        ),
        step.factor === null
          ? null
          : t("step.factor", {
              // Six decimals: a share of thousands of euros is found again by hand, to the cent.
              factor: decimal(step.factor, 6, locale).replace("…", ""),
              more: step.factor.n > step.factor.d ? "more" : "less",
            }),
      );
    case "pole":
      return plain(t("step.pole"), t(`step.pole_${step.because}`, { cents: money(step.cents) }));
  }
}

function shareOf(cents: Frac, weight: Frac, all: Frac): Frac {
  const [n, d] = [cents.n * weight.n * all.d, cents.d * weight.d * all.n];
  let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
  while (b !== 0n) [a, b] = [b, a % b];
  const by = (a === 0n ? 1n : a) * (d < 0n ? -1n : 1n);
  return { n: n / by, d: d / by };
}

type Frac = { readonly n: bigint; readonly d: bigint };

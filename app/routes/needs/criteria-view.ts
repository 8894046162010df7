import type { Translate } from "./translate";
import type { Criterion, Need } from "~server/tenders";

/** How answers are judged: lots that are judged alike together, each criterion with its points and how they are given. */
export function criteriaView(need: Need, t: Translate) {
  if (need.kind !== "call") return [];
  const groups = new Map<string, { numbers: number[]; criteria: readonly Criterion[] }>();
  for (const { number, criteria } of need.lots) {
    if (criteria.length === 0) continue;
    const alike = JSON.stringify(criteria.map(({ id: _, lotId: __, ...same }) => same));
    const group = groups.get(alike) ?? { numbers: [], criteria };
    group.numbers.push(number);
    groups.set(alike, group);
  }
  return [...groups.values()].map(({ numbers, criteria }) => {
    const heaviest = Math.max(...criteria.map(({ weight }) => weight));
    const total = criteria.reduce((sum, { weight }) => sum + weight, 0);
    return {
      key: numbers.join("-"),
      lots: need.lots.length > 1 ? t("ofLots", { count: numbers.length, lots: joined(numbers, t) }) : null,
      caption: t("criteria.caption", { count: criteria.length, total, first: need.qualityFirst ? "yes" : "no" }),
      total,
      rows: criteria.map((criterion) => ({
        id: criterion.id,
        label: criterion.label || t(`criterionKind.${criterion.kind}`),
        weight: criterion.weight,
        share: Math.round((criterion.weight / heaviest) * 100),
        how: how(criterion, t),
      })),
    };
  });
}

function how({ kind, weight, scale, minimum, guideline }: Criterion, t: Translate): string {
  if (kind === "price") return t("criteria.priceHow", { weight });
  const scored = guideline ? t("criteria.howWith", { guideline, scale }) : t("criteria.how", { scale });
  return minimum === null ? scored : t("criteria.withMinimum", { scored, minimum });
}

function joined(numbers: readonly number[], t: Translate): string {
  const [last, ...others] = [...numbers].reverse().map(String);
  return others.length === 0 ? (last ?? "") : t("and", { first: others.reverse().join(", "), last: last ?? "" });
}

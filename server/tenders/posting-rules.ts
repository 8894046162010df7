import type { LocalDate } from "../kernel/time";
import { addDays, daysBetween, weekdayOf } from "../kernel/time";
import type { Criterion, CriterionKind, Need } from "./need";

/** A criterion as it is written, before it has an id. */
export type CriterionDraft = Pick<Criterion, "kind" | "label" | "weight" | "scale" | "minimum" | "guideline">;

/** Criteria to start from; their labels are put into words by the page. */
export const MODELS = ["price", "balanced", "responsible"] as const;
export type Model = (typeof MODELS)[number];

const WEIGHTS: Record<Model, Partial<Record<CriterionKind, number>>> = {
  price: { price: 100 },
  balanced: { price: 50, quality: 40, delay: 10 },
  responsible: { price: 35, quality: 25, social: 20, environment: 12, proximity: 8 },
};

/** The criteria of a model: weights that make 100, each scored from 0 to 5 but the price. */
export function criteriaOf(model: Model): CriterionDraft[] {
  return Object.entries(WEIGHTS[model]).map(([kind, weight]) => ({
    kind: kind as CriterionKind,
    label: "",
    weight,
    scale: 5,
    minimum: null,
    guideline: "",
  }));
}

/** Points that are still to be given, or too many where it is negative. */
export function pointsLeft(criteria: readonly Pick<Criterion, "weight">[]): number {
  return 100 - criteria.reduce((sum, { weight }) => sum + weight, 0);
}

/** The closing that is proposed: three weeks from today, or the first working day after that. */
export function proposedClosing(today: LocalDate, isHoliday: (day: LocalDate) => boolean): LocalDate {
  let day = addDays(today, 21);
  while (weekdayOf(day) > 5 || isHoliday(day)) day = addDays(day, 1);
  return day;
}

/** The last day of questions that is proposed: a week before the closing, never before tomorrow. */
export function proposedQuestions(closing: LocalDate, today: LocalDate): LocalDate {
  const day = addDays(closing, -7);
  if (daysBetween(today, day) >= 1) return day;
  return daysBetween(today, closing) >= 1 ? addDays(today, 1) : closing;
}

/** The steps of the form. */
export const STEPS = ["quoi", "lots", "criteres", "visibilite", "documents"] as const;
export type Step = (typeof STEPS)[number];

/** What keeps a need from being published, and the step where it is mended. */
export type Missing =
  | { readonly step: Step; readonly code: "title" | "closing" | "closing_past" | "questions_late" | "no_lot" }
  | { readonly step: Step; readonly code: "lot_title" | "weights"; readonly lot: number };

/** All that is missing for a need to be published at `now`. */
export function missingOf(need: Pick<Need, "kind" | "title" | "lots" | "closesAt" | "questionsUntil">, now: Date) {
  const missing: Missing[] = [];
  if (need.title.trim() === "") missing.push({ step: "quoi", code: "title" });
  if (need.lots.length === 0) missing.push({ step: "lots", code: "no_lot" });
  for (const { number, title, criteria } of need.lots) {
    if (need.lots.length > 1 && title === "") missing.push({ step: "lots", code: "lot_title", lot: number });
    const unbalanced = need.kind === "call" && pointsLeft(criteria) !== 0;
    if (unbalanced) missing.push({ step: "criteres", code: "weights", lot: number });
  }
  if (!need.closesAt) missing.push({ step: "visibilite", code: "closing" });
  else if (need.closesAt <= now) missing.push({ step: "visibilite", code: "closing_past" });
  else if (need.questionsUntil && need.questionsUntil > need.closesAt) {
    missing.push({ step: "visibilite", code: "questions_late" });
  }
  return missing;
}

/** What the law says of a call by this buyer. */
export type Guard = "free" | "rotate" | "sourcing" | "estimate_missing" | "over_threshold";

/**
 * Whether a buyer may call for answers here: anybody but public buyers may; these, under the threshold of the day (in
 * cents, net of tax), and they are reminded to turn to others each time; at it or over it, they may only ask who would
 * be interested.
 */
export function guardOf(
  {
    buyer,
    kind,
    lots,
  }: {
    buyer: Pick<Need["buyer"], "publicBuyer">;
    kind: Need["kind"];
    lots: readonly Pick<Need["lots"][number], "estimateCents">[];
  },
  thresholdCents: number | null,
): Guard {
  if (!buyer.publicBuyer || thresholdCents === null) return "free";
  if (kind === "interest") return "sourcing";
  const known = lots.flatMap(({ estimateCents }) => estimateCents ?? []);
  const total = known.reduce((sum, cents) => sum + cents, 0);
  if (total >= thresholdCents) return "over_threshold";
  return known.length < lots.length ? "estimate_missing" : "rotate";
}

import type { LocalDate } from "../kernel/time";
import type { Criterion, Lot, Need, NeedFile, Reservation } from "./need";

/** The words of a need that an addendum may change. */
export const AMENDED_FIELDS = ["summary", "description", "place", "contact", "wantedFrom", "wantedUntil"] as const;
export type AmendedField = (typeof AMENDED_FIELDS)[number];

/** What is asked of a lot. An estimate that is not shown is told to nobody, its changes neither. */
export const AMENDED_OF_LOT = ["title", "description", "estimateCents", "reservedTo", "minimumHours"] as const;
export type AmendedOfLot = (typeof AMENDED_OF_LOT)[number];

/** A criterion without its place: what it is, its points, how it is scored. */
export type CriterionTold = Pick<Criterion, "kind" | "label" | "weight" | "scale" | "minimum" | "guideline">;

/** One thing that an addendum changed: as it was, as it is. */
export type NeedChange =
  | { readonly what: AmendedField; readonly before: string | null; readonly after: string | null }
  | {
      readonly what: `lot.${AmendedOfLot}`;
      readonly lot: number;
      readonly before: string | number | null;
      readonly after: string | number | null;
    }
  | { readonly what: "lot"; readonly lot: number; readonly title: string; readonly added: boolean }
  | {
      readonly what: "criterion";
      readonly lot: number;
      readonly before: CriterionTold | null;
      readonly after: CriterionTold | null;
    }
  | { readonly what: "document"; readonly id: string; readonly name: string; readonly added: boolean };

/** A lot as an addendum leaves it. */
export interface AmendedLot {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly estimateCents: number | null;
  readonly estimateShown: boolean;
  readonly reservedTo: Reservation | null;
  readonly minimumHours: number;
  /** Those that stay keep their id. */
  readonly criteria: readonly (CriterionTold & { readonly id: string })[];
}

/** A need as an addendum leaves it; of documents, what is added and which are withdrawn. */
export interface Amendment {
  readonly fields: {
    readonly summary: string;
    readonly description: string;
    readonly place: string;
    readonly contact: string;
    readonly wantedFrom: LocalDate | null;
    readonly wantedUntil: LocalDate | null;
  };
  readonly lots: readonly AmendedLot[];
  readonly added: readonly Pick<NeedFile, "id" | "name">[];
  readonly withdrawn: readonly string[];
}

/** The need's lots as they would be; a new one has the next number, so that the others keep theirs. */
export function amendedLots(need: Pick<Need, "lots">, lots: readonly AmendedLot[]): Lot[] {
  let last = Math.max(0, ...need.lots.map(({ number }) => number));
  return lots.map(({ criteria, ...lot }) => {
    const known = need.lots.find(({ id }) => id === lot.id);
    return {
      ...lot,
      number: known?.number ?? (last += 1),
      unsuccessfulReason: known?.unsuccessfulReason ?? null,
      criteria: criteria.map((criterion) => ({ ...criterion, lotId: lot.id })),
    };
  });
}

type Before = Pick<Need, AmendedField | "lots" | "files">;

/** Everything that changes, in the order of the need's page. */
export function changesOf(need: Before, amendment: Amendment): NeedChange[] {
  const after = amendedLots(need, amendment.lots);
  return [
    ...AMENDED_FIELDS.filter((what) => need[what] !== amendment.fields[what]).map((what): NeedChange => ({
      what,
      before: need[what],
      after: amendment.fields[what],
    })),
    ...need.lots.flatMap((lot) => {
      const left = after.find(({ id }) => id === lot.id);
      return left
        ? changesOfLot(lot, left)
        : [{ what: "lot", lot: lot.number, title: lot.title, added: false } as const];
    }),
    ...after
      .filter(({ id }) => need.lots.every((lot) => lot.id !== id))
      .map(({ number, title }) => ({ what: "lot", lot: number, title, added: true }) as const),
    ...need.files
      .filter(({ id }) => amendment.withdrawn.includes(id))
      .map(({ id, name }) => ({ what: "document", id, name, added: false }) as const),
    ...amendment.added.map(({ id, name }) => ({ what: "document", id, name, added: true }) as const),
  ];
}

function changesOfLot(before: Lot, after: Lot): NeedChange[] {
  const told = (lot: Lot) => ({ ...lot, estimateCents: lot.estimateShown ? lot.estimateCents : null });
  const [was, is] = [told(before), told(after)];
  return [
    ...AMENDED_OF_LOT.filter((part) => was[part] !== is[part]).map((part): NeedChange => ({
      what: `lot.${part}`,
      lot: before.number,
      before: was[part],
      after: is[part],
    })),
    ...before.criteria.flatMap((criterion): NeedChange[] => {
      const left = after.criteria.find(({ id }) => id === criterion.id);
      if (left && isAlike(criterion, left)) return [];
      return [{ what: "criterion", lot: before.number, before: bare(criterion), after: left ? bare(left) : null }];
    }),
    ...after.criteria
      .filter(({ id }) => before.criteria.every((criterion) => criterion.id !== id))
      .map((left): NeedChange => ({ what: "criterion", lot: before.number, before: null, after: bare(left) })),
  ];
}

const bare = ({ kind, label, weight, scale, minimum, guideline }: CriterionTold): CriterionTold => ({
  ...{ kind, label, weight, scale, minimum, guideline },
});
/** Whether two criteria are one: the same thing, as much, scored alike. */
export const isAlike = (one: CriterionTold, other: CriterionTold) =>
  JSON.stringify(bare(one)) === JSON.stringify(bare(other));

/** Whether answers that are in can no longer be what was asked: lots and criteria are, whatever the buyer thinks. */
export function isOfSubstance(changes: readonly NeedChange[]): boolean {
  return changes.some(
    ({ what }) => what === "lot" || what === "criterion" || (what.startsWith("lot.") && what !== "lot.estimateCents"),
  );
}

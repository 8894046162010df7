import { z } from "zod";
import { Id, InstantInput } from "~/http/api-shapes";
import { CRITERION_KINDS, isTrade, NEED_KINDS, OPENNESS, RESERVATIONS } from "~server/tenders";

/** Words of a need, as its form bounds them. */
const words = (most: number) => z.string().trim().max(most);
/** A hundred million euros. */
const MOST_CENTS = 10_000_000_000;

/** What begins a draft. */
export const NeedStart = z.strictObject({ kind: z.enum(NEED_KINDS).default("call"), title: words(160).min(1) });

/** What changes of a draft; the rest stays as it is. */
export const NeedChange = z.strictObject({
  kind: z.enum(NEED_KINDS).optional(),
  title: words(160).min(1).optional(),
  summary: words(400).optional(),
  description: words(20_000).optional(),
  trades: z.array(z.string().refine(isTrade)).max(1).optional().meta({ description: "CPV codes, eight digits." }),
  place: words(120).optional(),
  wantedFrom: z.iso.date().nullable().optional(),
  wantedUntil: z.iso.date().nullable().optional(),
  contact: words(200).optional(),
  openTo: z.enum(OPENNESS).optional(),
  closesAt: InstantInput.optional(),
  questionsUntil: InstantInput.optional(),
  groupsAllowed: z.boolean().optional(),
  qualityFirst: z.boolean().optional(),
  maxLots: z.int().min(1).max(50).nullable().optional(),
});

const CriterionInput = z
  .strictObject({
    kind: z.enum(CRITERION_KINDS),
    label: words(160).default(""),
    weight: z.int().min(1).max(100).meta({ description: "Points; those of a lot make 100." }),
    scale: z.int().min(1).max(100).default(5),
    minimum: z.number().min(0).multipleOf(0.01).nullable().default(null),
    guideline: words(2000).default(""),
  })
  .refine(({ minimum, scale }) => minimum === null || minimum <= scale, { path: ["minimum"], error: "above_scale" })
  .meta({ id: "NeedCriterionToWrite" });

const LotInput = z
  .strictObject({
    id: Id.optional().meta({ description: "Of a lot that is there; without it, a new one." }),
    title: words(160).default(""),
    description: words(10_000).default(""),
    estimateCents: z.int().min(0).max(MOST_CENTS).nullable().default(null),
    estimateShown: z.boolean().default(true),
    reservedTo: z.enum(RESERVATIONS).nullable().default(null),
    minimumHours: z.int().min(0).max(1_000_000).default(0),
    criteria: z
      .array(CriterionInput)
      .max(30)
      .refine((all) => all.filter(({ kind }) => kind === "price").length <= 1, { error: "two_prices" })
      .default([]),
  })
  .meta({ id: "NeedLotToWrite" });

/** All the lots of a draft, in their order. */
export const LotsInput = z.strictObject({
  lots: z
    .array(LotInput)
    .min(1)
    .max(50)
    .refine(
      (lots) => {
        const ids = lots.flatMap(({ id }) => id ?? []);
        return new Set(ids).size === ids.length;
      },
      { error: "lot_twice" },
    ),
});

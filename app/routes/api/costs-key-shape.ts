import { z } from "zod";
import { problem, type Problem } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { keyProblems, MEASURES, type Key, type KeyVersionProblem } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { structuresOfPole } from "~server/poles";

const Simple = z.union([
  z.strictObject({ type: z.literal("equal") }),
  z.strictObject({ type: z.literal("measure"), measure: z.enum(MEASURES) }),
  z.strictObject({
    type: z.literal("weights"),
    weights: z.record(Id, z.int().min(0).max(999_999_999)).meta({ description: "By structure; left out: 0." }),
  }),
]);
const Product = z.strictObject({ type: z.literal("product"), of: z.tuple([Simple, Simple]) });
const Base = z.union([Simple, Product]);
const TwoPart = z.strictObject({
  type: z.literal("two-part"),
  fixedPoints: z.int().min(0).max(10_000).meta({ description: "Of the total, in hundredths of a per cent." }),
  fixed: Base,
  use: Base,
  idle: z
    .enum(["fixed", "pole"])
    .meta({ description: "Who bears what nobody used: all, by the fixed key, or the pôle." }),
  capacity: z.int().min(1).optional().meta({ description: "What could be used in a month, in the measure of `use`." }),
});
const Tiers = z.strictObject({
  type: z.literal("tiers"),
  bands: z
    .array(z.strictObject({ upToCents: z.int().min(0).nullable(), key: z.union([Base, TwoPart]) }))
    .min(1)
    .max(20)
    .meta({ description: "In order, by month; only the last one has no end." }),
});
const Limit = z.union([
  z.strictObject({ cents: z.int().min(0) }),
  z.strictObject({ points: z.int().min(0).max(10_000) }),
]);
const Capped = z.strictObject({
  type: z.literal("capped"),
  key: z.union([Base, TwoPart, Tiers]),
  caps: z.record(Id, Limit).optional(),
  floors: z.record(Id, Limit).optional(),
  everyCap: Limit.optional(),
  everyFloor: Limit.optional(),
});

/** Clé de répartition, as it is sent: what `definition` of a version answers. */
export const KeyDefinition = z.union([Simple, Product, TwoPart, Tiers, Capped]).meta({
  id: "Key",
  description:
    "Equal parts; a measure (what stands counts by days, what is used by its start); fixed weights; two multiplied; a fixed part and use; bands of the total; any of them within caps and floors.",
  examples: [
    { type: "measure", measure: "fte" },
    {
      type: "two-part",
      fixedPoints: 4000,
      fixed: { type: "equal" },
      use: { type: "measure", measure: "kilometres" },
      idle: "fixed",
    },
  ],
});

/** A version of a key, as it is asked for. */
export const keyVersionAsked = {
  definition: KeyDefinition,
  startsOn: z.iso.date(),
  decided: z.string().trim().max(200).default("").meta({ description: "Who decided it, and when." }),
};

/** Refusals of a key. */
export const KEY_PROBLEMS = {
  key_cannot_share: 422,
  unknown_reference: 422,
  key_version_served: 409,
  key_begins_that_day: 409,
} as const;

/** What was sent as a key that can share, among the structures of the pôle; or why not. */
export async function checkedKey(actor: Actor, sent: z.output<typeof KeyDefinition>): Promise<Key | Problem> {
  const definition = withoutUndefined(sent) as Key;
  const known = new Set((await structuresOfPole(actor)).map(({ id }) => id));
  if (structuresIn(definition).some((id) => !known.has(id))) return problem(422, "unknown_reference");
  const reasons = keyProblems(definition);
  if (reasons.length > 0) return problem(422, "key_cannot_share", { reasons: reasons.join(", ") });
  return definition;
}

/** Why a version is not kept. */
export function keyVersionProblem(refusal: KeyVersionProblem) {
  if (refusal.code === "same_day") return problem(409, "key_begins_that_day");
  return problem(409, refusal.code, { until: refusal.until });
}

/** What is optional and absent is not there, as the rules have it. */
const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function structuresIn(key: Key): string[] {
  switch (key.type) {
    case "weights":
      return Object.keys(key.weights);
    case "product":
      return key.of.flatMap(structuresIn);
    case "two-part":
      return [key.fixed, key.use].flatMap(structuresIn);
    case "tiers":
      return key.bands.flatMap((band) => structuresIn(band.key));
    case "capped":
      return [...structuresIn(key.key), ...Object.keys(key.caps ?? {}), ...Object.keys(key.floors ?? {})];
    default:
      return [];
  }
}

import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { isProblem } from "~/http/problem";
import { Money, money } from "~/http/api-shapes";
import { poolOf, previewKey, type KeyPreview, type PreviewedMonth } from "~server/costs";
import { checkedKey, KeyDefinition } from "./costs-key-shape";
import { Month, Named } from "./costs-shape";

const PreviewMonth = z
  .object({
    month: Month,
    draft: z.boolean().meta({ description: "Not closed: its charges may still change." }),
    total: Money,
    pole: z.object({ was: Money, would: Money }),
    shares: z.array(z.object({ structure: Named, was: Money.nullable(), would: Money.nullable() })),
    problem: z.string().nullable().meta({ description: "Why the key could not have shared it." }),
  })
  .meta({ id: "KeyPreviewMonth" });

const preview = endpoint("POST", "/costs/pools/:pool/keys/preview", {
  summary: {
    fr: "Ce qu'une clé aurait donné sur les douze derniers mois, à côté de ce qui fut",
    en: "What a key would have given over the last twelve months, beside what was",
  },
  scope: "costs",
  body: z.strictObject({ definition: KeyDefinition }),
  response: z.object({
    months: z.array(PreviewMonth),
    example: PreviewMonth.nullable().meta({ description: "1 000,00 € this month, where nothing was charged yet." }),
  }),
  problems: { key_cannot_share: 422, unknown_reference: 422 },
  handle: async ({ actor, params: { pool }, body }) => {
    await poolOf(actor, pool);
    const definition = await checkedKey(actor, body.definition);
    if (isProblem(definition)) return definition;
    const { months, example, names } = await previewKey(actor, pool, definition);
    return { months: months.map((month) => shown(month, names)), example: example && shown(example, names) };
  },
});

function shown({ startsOn, draft, totalCents, pole, shares, problem }: PreviewedMonth, names: KeyPreview["names"]) {
  return {
    ...{ month: startsOn.slice(0, 7), draft, total: money(totalCents), problem },
    pole: { was: money(pole.was), would: money(pole.would) },
    shares: shares.map(({ structureId: id, was, would }) => ({
      structure: { id, name: names[id] ?? "" },
      ...{ was: was === null ? null : money(was), would: would === null ? null : money(would) },
    })),
  };
}

export const loader = apiRoute(preview);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { measuresOfStructures, setMeasures, STANDING } from "~server/costs";
import { isExceptional } from "~server/kernel/errors";

const Value = z.int().min(0).max(100_000_000_000).meta({ description: "FTE × 10 000, heads, m² × 100." });

const MeasuredStructure = z
  .object({
    id: Id,
    name: z.string(),
    now: z.partialRecord(z.enum(STANDING), Value).meta({ description: "Today; absent where nothing is known." }),
    history: z.array(
      z.object({
        measure: z.enum(STANDING),
        value: Value,
        startsOn: z.iso.date(),
        endsOn: z.iso.date().nullable(),
        notedBy: z.string(),
      }),
    ),
  })
  .meta({ id: "MeasuredStructure" });

const list = endpoint("GET", "/costs/measures", {
  summary: {
    fr: "Ce qui est mesuré des structures (ETP, personnes, m²) : de toutes, ou de celles qui partagent un poste avec la sienne",
    en: "What is measured on structures (FTE, heads, m²): on all, or on those that share a pool with one's own",
  },
  scope: "costs",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(MeasuredStructure),
  handle: async ({ actor, query }) => {
    const { structures } = await measuresOfStructures(actor);
    const items = structures.map(({ id, name, now, history }) => ({
      ...{ id, name, now },
      history: history.map(({ measure, value, startsOn, endsOn, personName: notedBy }) => ({
        ...{ measure, value, startsOn, endsOn, notedBy },
      })),
    }));
    return pageOf(items, query);
  },
});

const set = endpoint("PUT", "/costs/measures", {
  summary: {
    fr: "Noter des mesures à partir d'un jour : ce qui valait s'arrête la veille",
    en: "Note measures from a day on: what held ends on the day before",
  },
  scope: "costs",
  body: z.strictObject({
    startsOn: z.iso.date(),
    values: z
      .array(z.strictObject({ structureId: Id, measure: z.enum(STANDING), value: Value }))
      .min(1)
      .max(3000)
      .refine((some) => new Set(some.map((one) => `${one.structureId} ${one.measure}`)).size === some.length),
  }),
  response: z.object({ changed: z.int().meta({ description: "Values that are not what they were." }) }),
  problems: { not_found: 404 },
  handle: async ({ actor, body }) => {
    try {
      return { changed: await setMeasures(actor, body) };
    } catch (error) {
      if (isExceptional(error) && error.code === "structure") return problem(404, "not_found");
      throw error;
    }
  },
});

export const loader = apiRoute(list, set);
export const action = loader;

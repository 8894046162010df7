import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { enterReadings, readingsOf, USED } from "~server/costs";
import { idempotentId } from "~server/idempotency";
import { isExceptional } from "~server/kernel/errors";
import { READING_PROBLEMS, shownReading, UseReading } from "./costs-reading-shape";
import { Month } from "./costs-shape";

const list = endpoint("GET", "/costs/readings", {
  summary: {
    fr: "Les relevés d'un poste dans un mois : tous, ou ceux de sa structure",
    en: "The readings of a pool in a month: all, or those of one's structure",
  },
  scope: "costs",
  query: z.strictObject({
    month: Month.optional().meta({ description: "Left out: this one." }),
    poolId: Id.optional().meta({ description: "Left out: the first one whose key counts a use." }),
    cursor: listCursor,
    limit,
  }),
  response: listOf(UseReading).extend({
    poolId: Id.nullable(),
    month: Month,
    locked: z.boolean().meta({ description: "Nothing of the month may change any more." }),
  }),
  handle: async ({ actor, query: { month, poolId, ...page } }) => {
    const found = await readingsOf(actor, { poolId, month: month && `${month}-01` });
    const { poolId: of, month: first, locked } = found;
    return { ...pageOf(found.readings.map(shownReading), page), poolId: of, month: first.slice(0, 7), locked };
  },
});

const enter = endpoint("POST", "/costs/readings", {
  summary: {
    fr: "Noter des relevés d'un poste, tous ou aucun ; un membre note les siens",
    en: "Note readings of a pool, all or none; a member notes its own",
  },
  scope: "costs",
  body: z.strictObject({
    poolId: Id,
    signed: z.boolean().default(false).meta({ description: "The signed sheet of these hours is there: they count." }),
    readings: z
      .array(
        z.strictObject({
          structureId: Id,
          measure: z.enum(USED),
          quantity: z.int().min(1).max(1_000_000_000).meta({ description: "Minutes, for hours." }),
          usedOn: z.iso.date(),
          about: z.string().trim().max(200).default(""),
        }),
      )
      .min(1)
      .max(2000),
  }),
  response: z.object({ ids: z.array(Id) }),
  success: 201,
  problems: { not_found: 404, ...READING_PROBLEMS },
  handle: async ({ actor, body: { poolId, signed, readings }, idempotentId: id }) => {
    // Each has its own id, drawn from that of the request: sent again, they are the same ones.
    const rows = readings.map((reading, rank) => ({ ...reading, id: idempotentId(actor, `${id}/${rank}`) }));
    try {
      const outcome = await enterReadings(actor, poolId, { readings: rows, signed });
      return outcome.ok ? outcome.value : problem(409, outcome.problem.code);
    } catch (error) {
      if (isExceptional(error) && error.code === "structure") return problem(404, "not_found");
      throw error;
    }
  },
});

export const loader = apiRoute(list, enter);
export const action = loader;

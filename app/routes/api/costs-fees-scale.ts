import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { feesOf, setFeeScale } from "~server/costs";
import { FeeBands, shownFees, YearFees } from "./costs-fees-shape";
import { Year } from "./costs-year";

const set = endpoint("PUT", "/costs/fees/scale", {
  summary: {
    fr: "Décider du barème d'une année ; une fois appelé, il ne change plus",
    en: "Decide the scale of a year; once called, it changes no more",
  },
  scope: "costs",
  body: z.strictObject({
    year: Year,
    basis: z.enum(["flat", "budget", "staff"]),
    bands: FeeBands,
    poolId: Id.nullable().default(null).meta({ description: "The pool whose cost fees help to bear." }),
    decided: z.string().trim().max(200).default(""),
    dueOn: z.iso.date(),
  }),
  response: YearFees,
  problems: {
    ...{ not_found: 404, no_band: 422, last_band_open: 422, bands_out_of_order: 422, amount_not_whole: 422 },
    ...{ flat_has_one_band: 422, scale_called: 409 },
  },
  handle: async ({ actor, body: { year, ...scale } }) => {
    const outcome = await setFeeScale(actor, year, scale);
    if (outcome.ok) return shownFees(await feesOf(actor, year), actor);
    const { code } = outcome.problem;
    return problem(code === "scale_called" ? 409 : 422, code);
  },
});

export const loader = apiRoute(set);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Money, money } from "~/http/api-shapes";
import { callFees } from "~server/costs";
import { Year } from "./costs-year";

const call = endpoint("POST", "/costs/fees/call", {
  summary: {
    fr: "Appeler les cotisations d'une année : celles qui ne le sont pas encore, et que l'on connaît",
    en: "Call the fees of a year: those that are not yet, and are known",
  },
  scope: "costs",
  body: z.strictObject({
    year: Year,
    seen: z
      .string()
      .max(64)
      .optional()
      .meta({ description: "The fingerprint that was read; changed since, it is refused." }),
  }),
  response: z.object({
    total: Money,
    structures: z.int(),
    missing: z.int().meta({ description: "Of whom what the scale asks for is not known: another time." }),
  }),
  success: 201,
  problems: { not_found: 404, fees_called: 422, fees_moved: 409 },
  handle: async ({ actor, body: { year, seen = null } }) => {
    const outcome = await callFees(actor, year, { seen });
    if (!outcome.ok) {
      return outcome.problem.code === "nothing_due" ? problem(422, "fees_called") : problem(409, "fees_moved");
    }
    const { totalCents, structures, missing } = outcome.value;
    return { total: money(totalCents), structures, missing };
  },
});

export const loader = apiRoute(call);
export const action = loader;

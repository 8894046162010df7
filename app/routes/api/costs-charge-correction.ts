import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { chargeOf, correctCharge } from "~server/costs";
import { Charge, chargeProblem, CHARGE_PROBLEMS, shownCharge } from "./costs-charge-shape";

const correct = endpoint("POST", "/costs/charges/:charge/correction", {
  summary: {
    fr: "Corriger une charge approuvée, par un document qui s'y réfère",
    en: "Put an approved charge right, by a document that refers to it",
  },
  scope: "costs",
  body: z.strictObject({
    rightCents: z
      .int()
      .min(-1_000_000_000)
      .max(1_000_000_000)
      .nullable()
      .meta({ description: "What it should have been; null: the whole is taken off." }),
    reason: z.string().trim().min(1).max(160),
  }),
  response: Charge,
  success: 201,
  location: ({ id }) => `/api/v1/costs/charges/${id}`,
  problems: CHARGE_PROBLEMS,
  handle: async ({ actor, params: { charge }, body, idempotentId: id }) => {
    const outcome = await correctCharge(actor, charge, { id, ...body });
    return outcome.ok ? shownCharge(await chargeOf(actor, id)) : chargeProblem(outcome.problem);
  },
});

export const loader = apiRoute(correct);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { notifyFunding, refuseFunding } from "~server/costs";
import { CostFunding, decidedFunding, FUNDING_PROBLEMS } from "./costs-funding-shape";

const decide = endpoint("POST", "/costs/fundings/:funding/decision", {
  summary: {
    fr: "La décision du financeur : accordé, il est déduit dès lors ; ou refusé",
    en: "The funder's decision: granted, it is deducted from then on; or refused",
  },
  scope: "costs",
  body: z
    .strictObject({
      granted: z.boolean(),
      on: z.iso.date().optional().meta({ description: "The day of the decision, when it is granted." }),
      reference: z.string().trim().max(120).default("").meta({ description: "Of the decision: it is entered once." }),
    })
    .refine(({ granted, on }) => !granted || on !== undefined, { path: ["on"], error: "required" }),
  response: CostFunding,
  problems: FUNDING_PROBLEMS,
  handle: async ({ actor, params: { funding: id }, body }) =>
    decidedFunding(
      actor,
      id,
      body.granted && body.on !== undefined
        ? await notifyFunding(actor, id, { on: body.on, reference: body.reference, proof: null })
        : await refuseFunding(actor, id),
    ),
});

export const loader = apiRoute(decide);
export const action = loader;

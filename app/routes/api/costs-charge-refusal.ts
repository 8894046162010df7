import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { chargeOf, refuseCharge } from "~server/costs";
import { Charge, chargeProblem, CHARGE_PROBLEMS, shownCharge } from "./costs-charge-shape";

const refuse = endpoint("POST", "/costs/charges/:charge/refusal", {
  summary: { fr: "Refuser une charge, en disant pourquoi", en: "Refuse a charge, saying why" },
  scope: "costs",
  body: z.strictObject({
    reason: z.string().trim().min(1).max(500),
    version: z.int().min(1).optional().meta({ description: "As it was read: changed since then, it is not refused." }),
  }),
  response: Charge,
  problems: CHARGE_PROBLEMS,
  handle: async ({ actor, params: { charge }, body: { reason, version } }) => {
    const outcome = await refuseCharge(actor, charge, reason, version);
    return outcome.ok ? shownCharge(await chargeOf(actor, charge)) : chargeProblem(outcome.problem);
  },
});

export const loader = apiRoute(refuse);
export const action = loader;

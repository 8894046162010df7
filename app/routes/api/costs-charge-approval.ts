import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { approveCharges, chargeOf } from "~server/costs";
import { Charge, chargeProblem, CHARGE_PROBLEMS, shownCharge } from "./costs-charge-shape";

const approve = endpoint("POST", "/costs/charges/:charge/approval", {
  summary: {
    fr: "Approuver une charge : elle reçoit son numéro et son écriture",
    en: "Approve a charge: it gets its number and its entry",
  },
  scope: "costs",
  body: z.strictObject({
    version: z.int().min(1).optional().meta({ description: "As it was read: changed since then, it is refused." }),
  }),
  response: Charge,
  problems: CHARGE_PROBLEMS,
  handle: async ({ actor, params: { charge }, body: { version } }) => {
    const outcome = await approveCharges(actor, [charge], new Map(version === undefined ? [] : [[charge, version]]));
    return outcome.ok ? shownCharge(await chargeOf(actor, charge)) : chargeProblem(outcome.problem);
  },
});

export const loader = apiRoute(approve);
export const action = loader;

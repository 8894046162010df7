import { apiRoute, endpoint } from "~/http/api";
import { approveCharges, chargeOf } from "~server/costs";
import { Charge, chargeProblem, CHARGE_PROBLEMS, shownCharge } from "./costs-charge-shape";

const approve = endpoint("POST", "/costs/charges/:charge/approval", {
  summary: {
    fr: "Approuver une charge : elle reçoit son numéro et son écriture",
    en: "Approve a charge: it gets its number and its entry",
  },
  scope: "costs",
  response: Charge,
  problems: CHARGE_PROBLEMS,
  handle: async ({ actor, params: { charge } }) => {
    const outcome = await approveCharges(actor, [charge]);
    return outcome.ok ? shownCharge(await chargeOf(actor, charge)) : chargeProblem(outcome.problem);
  },
});

export const loader = apiRoute(approve);
export const action = loader;

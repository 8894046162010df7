import { apiRoute, endpoint } from "~/http/api";
import { chargeOf } from "~server/costs";
import { Charge, shownCharge } from "./costs-charge-shape";

const read = endpoint("GET", "/costs/charges/:charge", {
  summary: { fr: "Une charge", en: "A charge" },
  scope: "costs",
  response: Charge,
  problems: { not_found: 404 },
  handle: async ({ actor, params }) => shownCharge(await chargeOf(actor, params.charge)),
});

export const loader = apiRoute(read);
export const action = loader;

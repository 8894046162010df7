import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { stopRecurring } from "~server/costs";

const stop = endpoint("DELETE", "/costs/recurring-charges/:recurring", {
  summary: { fr: "Ne plus la faire revenir ; ce qui est venu reste", en: "Let it come no more; what came stays" },
  scope: "costs",
  response: Ended,
  handle: async ({ actor, params: { recurring: id } }) => {
    await stopRecurring(actor, id);
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(stop);
export const action = loader;

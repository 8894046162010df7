import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { removeBlocking } from "~server/bookings";

const remove = endpoint("DELETE", "/blockings/:blocking", {
  summary: { fr: "Rendre réservable un créneau bloqué", en: "Let a blocked time be booked again" },
  scope: "catalogue:write",
  response: Ended,
  handle: async ({ actor, params: { blocking: id } }) => {
    await removeBlocking(actor, id);
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(remove);
export const action = loader;

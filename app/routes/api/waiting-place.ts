import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { leaveWaiting } from "~server/bookings";

const leave = endpoint("DELETE", "/waiting/:waiting", {
  summary: { fr: "Ne plus attendre", en: "Wait no more" },
  scope: "bookings:write",
  response: Ended,
  handle: async ({ actor, params: { waiting: id } }) => {
    await leaveWaiting(actor, id);
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(leave);
export const action = loader;

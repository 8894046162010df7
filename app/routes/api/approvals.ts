import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { requestsOf } from "~server/bookings";
import { Booking, shown } from "./booking-shape";

const list = endpoint("GET", "/approvals", {
  summary: {
    fr: "Les demandes auxquelles le jeton peut répondre, les plus pressées d'abord ; ou celles qui ont leur réponse",
    en: "The requests that the token may answer, the most pressing first; or those answered lately",
  },
  scope: "approvals",
  query: z.strictObject({ state: z.enum(["waiting", "answered"]).default("waiting"), cursor: listCursor, limit }),
  response: listOf(Booking),
  handle: async ({ actor, query: { state, ...page } }) => {
    const requests = await requestsOf(actor);
    const { items, nextCursor } = pageOf(requests[state], page);
    return { items: items.map((booking) => shown(booking, actor)), nextCursor };
  },
});

export const loader = apiRoute(list);
export const action = loader;

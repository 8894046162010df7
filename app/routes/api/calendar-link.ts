import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { revokeCalendarLink } from "~server/calendars";

const revoke = endpoint("DELETE", "/calendar-links/:link", {
  summary: { fr: "Retirer un lien d'agenda, aussitôt", en: "Withdraw a calendar link, at once" },
  scope: "calendars",
  response: Ended,
  handle: async ({ actor, params: { link: id } }) => {
    await revokeCalendarLink(actor, id);
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(revoke);
export const action = loader;

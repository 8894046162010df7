import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { revokeDisplay } from "~server/use";

const revoke = endpoint("DELETE", "/resources/:resource/displays/:display", {
  summary: { fr: "Retirer l'adresse d'une tablette de porte", en: "Withdraw the address of a tablet by a door" },
  scope: "catalogue:write",
  response: Ended,
  handle: async ({ actor, params: { resource, display: id } }) => {
    await revokeDisplay(actor, resource, id);
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(revoke);
export const action = loader;

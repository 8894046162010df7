import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { removeDocument } from "~server/tenders";

const remove = endpoint("DELETE", "/needs/:need/documents/:document", {
  summary: { fr: "Retirer un document d'un brouillon", en: "Remove a document of a draft" },
  scope: "needs:write",
  response: Ended,
  problems: { need_is_published: 409 },
  handle: async ({ actor, params: { need, document: id } }) => {
    await removeDocument(actor, need, id);
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(remove);
export const action = loader;

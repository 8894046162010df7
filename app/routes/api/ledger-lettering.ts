import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { undoLettering } from "~server/ledger";

const undo = endpoint("DELETE", "/ledger/letterings/:lettering", {
  summary: { fr: "Retirer une lettre de ses lignes", en: "Take a letter off its lines" },
  scope: "ledger",
  response: Ended,
  handle: async ({ actor, params: { lettering: id } }) => {
    await undoLettering(actor, id);
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(undo);
export const action = loader;

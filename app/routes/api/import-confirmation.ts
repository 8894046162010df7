import { apiRoute, endpoint, problem } from "~/http/api";
import { confirmImport } from "~server/imports";
import { Import, importShown } from "./import-shape";

const confirm = endpoint("POST", "/imports/:import/confirmation", {
  summary: {
    fr: "Confirmer un import : toutes ses lignes, ou aucune, en arrière-plan",
    en: "Confirm an import: all of its lines, or none, in the background",
  },
  scope: "pole:write",
  response: Import,
  problems: { not_ready: 409 },
  handle: async ({ actor, params: { import: id } }) => {
    const outcome = await confirmImport(actor, id);
    return outcome.ok ? importShown(actor, id) : problem(409, outcome.problem.code);
  },
});

export const loader = apiRoute(confirm);
export const action = loader;

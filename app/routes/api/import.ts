import { apiRoute, endpoint } from "~/http/api";
import { Import, importShown } from "./import-shape";

const read = endpoint("GET", "/imports/:import", {
  summary: { fr: "Un import, de son aperçu à son résultat", en: "An import, from its preview to what came of it" },
  scope: "pole:read",
  response: Import,
  handle: ({ actor, params }) => importShown(actor, params.import),
});

export const loader = apiRoute(read);
export const action = loader;

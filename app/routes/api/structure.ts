import { apiRoute, endpoint } from "~/http/api";
import { structureOfPole } from "~server/poles";
import { shownStructure, Structure } from "./structure-shape";

const read = endpoint("GET", "/structures/:structure", {
  summary: { fr: "Une structure du pôle", en: "A structure of the pôle" },
  scope: "pole:read",
  response: Structure,
  handle: async ({ actor, params }) => shownStructure((await structureOfPole(actor, params.structure)).member),
});

export const loader = apiRoute(read);
export const action = loader;

import { apiRoute, endpoint } from "~/http/api";
import { resourceOf } from "~server/catalogue";
import { Composition, compositionShown } from "./composition-shape";

const read = endpoint("GET", "/resources/:resource/composition", {
  summary: {
    fr: "De quoi une ressource est faite, ce qui va avec, ses séances à venir",
    en: "What a resource is made of, what goes with it, its sessions to come",
  },
  scope: "catalogue:read",
  response: Composition,
  handle: async ({ actor, params }) => {
    const { id } = await resourceOf(actor, params.resource);
    return compositionShown(actor, id);
  },
});

export const loader = apiRoute(read);
export const action = loader;

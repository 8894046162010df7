import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { choicesOf } from "~server/catalogue";
import { allow } from "~server/kernel/permissions";

const Place = z
  .object({ id: Id, name: z.string(), address: z.string(), town: z.string(), access: z.string() })
  .meta({ id: "Place" });

const list = endpoint("GET", "/places", {
  summary: { fr: "Les lieux du pôle, par nom", en: "The places of the pôle, by name" },
  scope: "catalogue:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(Place),
  handle: async ({ actor, query }) => {
    allow(actor, "catalogue.view");
    const { places } = await choicesOf(actor);
    return pageOf(
      places.map(({ id, name, address, town, access }) => ({ id, name, address, town, access })),
      query,
    );
  },
});

export const loader = apiRoute(list);
export const action = loader;

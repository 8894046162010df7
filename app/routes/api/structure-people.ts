import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { Forbidden } from "~server/kernel/errors";
import { structureOfPole } from "~server/poles";
import { Person, shownPerson } from "./structure-shape";

const list = endpoint("GET", "/structures/:structure/people", {
  summary: {
    fr: "Qui travaille pour une structure, pour elle et pour l'équipe du pôle",
    en: "Who works for a structure, for itself and for the pôle's team",
  },
  scope: "pole:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(Person),
  handle: async ({ actor, params, query }) => {
    const { people } = await structureOfPole(actor, params.structure);
    if (!people) throw new Forbidden("structure.view");
    return pageOf(
      people.map((person) => shownPerson(person, actor)),
      query,
    );
  },
});

export const loader = apiRoute(list);
export const action = loader;

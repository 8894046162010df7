import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { answerKeyOf, askableStructures } from "~server/tenders";

const Partner = z.object({ id: Id, name: z.string() }).meta({ id: "PossiblePartner" });

const list = endpoint("GET", "/answers/:answer/partners", {
  summary: {
    fr: "Les structures que l'on peut inviter dans le groupement, par nom",
    en: "The structures that may be asked into the group, by name",
  },
  scope: "answers:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(Partner),
  handle: async ({ actor, params: { answer }, query }) =>
    pageOf(await askableStructures(actor, await answerKeyOf(actor, answer)), query),
});

export const loader = apiRoute(list);
export const action = loader;

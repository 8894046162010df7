import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { SCOPES } from "~server/kernel/scopes";

const Me = z
  .object({
    person: z.object({ id: Id, name: z.string() }),
    pole: z.object({ id: Id, slug: z.string(), name: z.string(), timeZone: z.string() }),
    structure: z
      .object({ id: Id, name: z.string(), membership: z.enum(["member", "partner", "observer"]).nullable() })
      .nullable(),
    roles: z.array(z.enum(["manager", "administrator", "treasurer", "employee"])),
    scopes: z.array(z.enum(SCOPES)).nullable().meta({ description: "Null: all that the person may." }),
    locale: z.enum(["fr", "en"]),
  })
  .meta({ id: "Me" });

const read = endpoint("GET", "/me", {
  summary: { fr: "La personne, la structure et le pôle du jeton", en: "The token's person, structure and pôle" },
  scope: null,
  response: Me,
  handle: ({ actor, locale }) => ({
    person: { id: actor.personId, name: actor.personName },
    pole: { id: actor.poleId, slug: actor.poleSlug, name: actor.poleName, timeZone: actor.timeZone },
    structure: actor.structureId
      ? { id: actor.structureId, name: actor.structureName ?? "", membership: actor.membership }
      : null,
    roles: [...actor.roles],
    scopes: actor.scopes ? [...actor.scopes] : null,
    locale,
  }),
});

export const loader = apiRoute(read);
export const action = loader;

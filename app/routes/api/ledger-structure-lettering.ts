import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { letterAutomatically } from "~server/ledger";

const letter = endpoint("POST", "/ledger/structures/:structure/lettering", {
  summary: {
    fr: "Lettrer ce qui se solde exactement sur les comptes d'un membre",
    en: "Letter what settles exactly on a member's accounts",
  },
  scope: "ledger",
  response: z.object({ letters: z.int().meta({ description: "That were given; 0: nothing settles." }) }),
  handle: async ({ actor, params }) => ({ letters: await letterAutomatically(actor, params.structure) }),
});

export const loader = apiRoute(letter);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { isProblem } from "~/http/problem";
import { addKeyVersion, poolOf } from "~server/costs";
import { checkedKey, keyVersionAsked, keyVersionProblem, KEY_PROBLEMS } from "./costs-key-shape";
import { CostPoolWithKeys, shownPoolWithKeys } from "./costs-pool-shape";

const add = endpoint("POST", "/costs/pools/:pool/keys", {
  summary: {
    fr: "Donner une clé à un poste, à partir d'un jour : celle d'avant s'arrête la veille",
    en: "Give a cost pool a key from a day on: the one before ends on the day before",
  },
  scope: "costs",
  body: z.strictObject(keyVersionAsked),
  response: CostPoolWithKeys,
  success: 201,
  location: ({ id }) => `/api/v1/costs/pools/${id}`,
  problems: KEY_PROBLEMS,
  handle: async ({ actor, params: { pool }, body, idempotentId: id }) => {
    await poolOf(actor, pool);
    const definition = await checkedKey(actor, body.definition);
    if (isProblem(definition)) return definition;
    const outcome = await addKeyVersion(actor, pool, { id, ...body, definition });
    return outcome.ok ? shownPoolWithKeys(await poolOf(actor, pool)) : keyVersionProblem(outcome.problem);
  },
});

export const loader = apiRoute(add);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { isProblem } from "~/http/problem";
import { changeKeyVersion, poolOf, removeKeyVersion } from "~server/costs";
import { NotFound } from "~server/kernel/errors";
import type { Actor } from "~server/kernel/actor";
import { checkedKey, keyVersionAsked, keyVersionProblem, KEY_PROBLEMS } from "./costs-key-shape";
import { CostPoolWithKeys, shownPoolWithKeys } from "./costs-pool-shape";

const change = endpoint("PUT", "/costs/pools/:pool/keys/:key", {
  summary: {
    fr: "Changer une version de clé par laquelle aucun mois clos n'a été réparti",
    en: "Change a version of a key by which no closed month was shared",
  },
  scope: "costs",
  body: z.strictObject(keyVersionAsked),
  response: CostPoolWithKeys,
  problems: KEY_PROBLEMS,
  handle: async ({ actor, params: { pool, key: id }, body }) => {
    await expectVersion(actor, pool, id);
    const definition = await checkedKey(actor, body.definition);
    if (isProblem(definition)) return definition;
    const outcome = await changeKeyVersion(actor, pool, id, { ...body, definition });
    return outcome.ok ? shownPoolWithKeys(await poolOf(actor, pool)) : keyVersionProblem(outcome.problem);
  },
});

const remove = endpoint("DELETE", "/costs/pools/:pool/keys/:key", {
  summary: {
    fr: "Retirer une version de clé qui n'a pas servi : celle d'avant vaut de nouveau",
    en: "Take back a version of a key that never served: the one before is valid again",
  },
  scope: "costs",
  response: CostPoolWithKeys,
  problems: { key_version_served: 409, key_begins_that_day: 409 },
  handle: async ({ actor, params: { pool, key } }) => {
    const outcome = await removeKeyVersion(actor, pool, key);
    return outcome.ok ? shownPoolWithKeys(await poolOf(actor, pool)) : keyVersionProblem(outcome.problem);
  },
});

async function expectVersion(actor: Actor, poolId: string, id: string): Promise<void> {
  const { versions } = await poolOf(actor, poolId);
  if (!versions.some((version) => version.id === id)) throw new NotFound("key_version");
}

export const loader = apiRoute(change, remove);
export const action = loader;

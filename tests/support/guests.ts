import type { Actor } from "../../server/kernel/actor";
import { actorIn, guestContextsOf } from "../../server/poles";
import type { World } from "./world";

/** The whole catalogue, by name. */
export const ALL_BY_NAME = {
  q: "",
  kind: null,
  capacity: null,
  placeId: null,
  ownerId: null,
  accessible: false,
  features: [],
  archived: false,
  sort: "name",
} as const;

/** No words for features or kinds: for lists in which nothing is searched. */
export const NO_WORDS = { features: {}, kinds: {}, accessible: "" };

/** Somebody as a guest of the pôle of the Val d'Orme, which must have opened something to them. */
export async function guestOf(world: World, key: "outsider" | "neighbour"): Promise<Actor> {
  const { id, name } = world.people[key];
  const [context] = await guestContextsOf(id, "val-d-orme");
  if (!context) throw new Error(`${key} is no guest.`);
  return actorIn(context, { personId: id, name }, "fr");
}

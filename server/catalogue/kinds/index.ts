import type { Kind } from "./kind";
import { room } from "./room";

/** Every kind of resource. A new one is a file beside room.ts, a line here, and its words in the messages. */
const KINDS = { room } as const satisfies Record<string, Kind>;

export type KindKey = keyof typeof KINDS;
type KindOf<K extends KindKey> = (typeof KINDS)[K];
/** Everything some kind may offer: "screen", "wifi"… */
export type FeatureKey = { [K in KindKey]: keyof KindOf<K>["features"] }[KindKey];
/** Everything that is told of some kind: "surface"… */
export type AttributeKey = { [K in KindKey]: keyof KindOf<K>["attributes"] }[KindKey];

export const KIND_KEYS = Object.keys(KINDS) as KindKey[];
export const FEATURE_KEYS = [...new Set(KIND_KEYS.flatMap((key) => Object.keys(KINDS[key].features)))] as FeatureKey[];

/** The kind of that name, or null. */
export function kindNamed(key: string): Kind | null {
  return isKindKey(key) ? KINDS[key] : null;
}

/** The kind of a stored resource. @throws where the database holds a kind that this version does not know */
export function kindOf(key: string): Kind {
  const kind = kindNamed(key);
  if (!kind) throw new Error(`Unknown kind of resource: ${key}`);
  return kind;
}

export function isKindKey(key: string): key is KindKey {
  return Object.hasOwn(KINDS, key);
}

export { attributesSchema, type Attribute, type AttributeValue, type BookingRules, type Kind } from "./kind";

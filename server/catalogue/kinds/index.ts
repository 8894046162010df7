import { equipment } from "./equipment";
import { attributesSchema, type AttributeValue, type Kind } from "./kind";
import { pooledJob } from "./pooled-job";
import { room } from "./room";
import { service } from "./service";
import { software } from "./software";
import { training } from "./training";
import { vehicle } from "./vehicle";
import { workspace } from "./workspace";

/** Every kind of resource, in the order of lists. A new one is a file beside room.ts, a line here, and its words. */
const KINDS = {
  room,
  workspace,
  vehicle,
  equipment,
  service,
  training,
  software,
  "pooled-job": pooledJob,
} as const satisfies Record<string, Kind>;

export type KindKey = keyof typeof KINDS;
type KindOf<K extends KindKey> = (typeof KINDS)[K];
/** Everything some kind may offer: "screen", "wifi"… */
export type FeatureKey = { [K in KindKey]: keyof KindOf<K>["features"] }[KindKey];
/** Everything that is told of some kind: "surface"… */
export type AttributeKey = { [K in KindKey]: keyof KindOf<K>["attributes"] }[KindKey];

/** The attributes of its kind that its owner gave, and words about some features ("75 pouces"). */
export type ResourceAttributes = { readonly [K in AttributeKey]?: AttributeValue } & {
  readonly notes?: { readonly [K in FeatureKey | "accessible"]?: string };
};

export const KIND_KEYS = Object.keys(KINDS) as KindKey[];
export const FEATURE_KEYS = [...new Set(KIND_KEYS.flatMap((key) => Object.keys(KINDS[key].features)))] as FeatureKey[];

/** All that is known of a kind. */
export function kindOf(key: KindKey): Kind {
  return KINDS[key];
}

/** Whether this version of the product knows a kind of that name. */
export function isKindKey(key: string): key is KindKey {
  return Object.hasOwn(KINDS, key);
}

const schemas = new Map<KindKey, ReturnType<typeof attributesSchema>>();

/** What the database keeps of a kind's attributes; what this version of the kind does not know is left out. */
export function readAttributes(key: KindKey, stored: unknown): ResourceAttributes {
  const schema = schemas.get(key) ?? attributesSchema(KINDS[key]);
  schemas.set(key, schema);
  const read = schema.safeParse(stored);
  return read.success ? read.data : {};
}

export type { Attribute, AttributeValue, BookingRules, Kind, StartStep } from "./kind";

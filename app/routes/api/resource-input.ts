import { z } from "zod";
import type { AsForm } from "~/http/api-form";
import { Id } from "~/http/api-shapes";
import { kindOf, type Attribute, type Kind, type KindKey, type Resource } from "~server/catalogue";

/** A value of an attribute; a null or an empty one is none. */
const Value = z.union([z.number(), z.string(), z.array(z.string()), z.null()]).optional();

/** What may be said of a resource, when it is added and afterwards. Its rules, prices, units have their own addresses. */
export const ResourceFields = z.strictObject({
  structureId: Id,
  name: z.string(),
  description: z.string(),
  placeId: Id.nullable().meta({ description: "A place of the pôle (GET /places)." }),
  newPlace: z
    .strictObject({
      name: z.string(),
      address: z.string().optional(),
      town: z.string().optional(),
      access: z.string().optional(),
    })
    .meta({ description: "A place described here for the first time, instead of placeId." }),
  capacity: z.int(),
  accessible: z.boolean(),
  features: z.array(z.string()),
  attributes: z
    .looseObject({ notes: z.record(z.string(), z.string()).optional() })
    .meta({ description: "What only its kind has, and a word about its features under notes; replaced as a whole." }),
  unlimited: z.boolean(),
  startStep: z.enum(["none", "check_in", "keys", "odometer", "timesheet"]),
  noShowMinutes: z.int().nullable(),
  instructions: z.string(),
});

type Fields = Partial<z.output<typeof ResourceFields>>;

/** A resource as these fields say it, for those of them that a request leaves out. */
export function fieldsOf(resource: Resource): Fields {
  return {
    structureId: resource.owner.id,
    name: resource.name,
    description: resource.description,
    placeId: resource.place?.id ?? null,
    capacity: resource.capacity,
    accessible: resource.accessible,
    features: [...resource.features],
    attributes: resource.attributes as NonNullable<Fields["attributes"]>,
    unlimited: resource.unlimited,
    startStep: resource.startStep,
    noShowMinutes: resource.noShowMinutes,
    instructions: resource.instructions ?? "",
  };
}

/** Attributes that a kind does not have are refused, as any unknown member is. */
export function attributesOf(kind: KindKey) {
  const keys = Object.keys(kindOf(kind).attributes);
  const notes = z.strictObject(
    Object.fromEntries(
      ["accessible", ...Object.keys(kindOf(kind).features)].map((key) => [key, z.string().optional()]),
    ),
  );
  return z.object({
    attributes: z
      .strictObject({ ...Object.fromEntries(keys.map((key) => [key, Value])), notes: notes.optional() })
      .optional(),
  });
}

/** What was said of a resource, as the form of its page would. */
export function resourceAsForm(kindKey: KindKey, id: string, fields: Fields, version?: number) {
  const kind: Kind = kindOf(kindKey);
  const { attributes: { notes = {}, ...attributes } = {}, placeId, newPlace } = fields;
  const { structureId, name, description, accessible, features = [], capacity = kind.defaults.capacity } = fields;
  const { unlimited, startStep, noShowMinutes, instructions } = fields;
  return {
    form: {
      id,
      version,
      structureId,
      name,
      description,
      place: newPlace ? { choice: "new", ...newPlace } : { choice: placeId ?? "" },
      capacity,
      accessible,
      features,
      notes,
      attributes: Object.fromEntries(
        Object.entries(kind.attributes).map(([key, attribute]) => [key, typed(attribute, attributes[key])]),
      ),
      use: { unlimited, startStep, noShowMinutes: noShowMinutes ?? undefined, instructions },
    },
    names: {
      "place.choice": "placeId",
      place: "newPlace",
      notes: "attributes.notes",
      "use.unlimited": "unlimited",
      "use.startStep": "startStep",
      "use.noShowMinutes": "noShowMinutes",
      "use.instructions": "instructions",
      "use.units": "units",
    },
  } satisfies AsForm;
}

/** Numbers as people type them; nothing said is an empty field. */
function typed(attribute: Attribute, value: unknown): unknown {
  if (attribute.type === "choices") return value ?? [];
  if (value === null || value === "") return undefined;
  const isNumber = attribute.type === "decimal" || attribute.type === "integer";
  return isNumber && typeof value === "number" ? String(value) : value;
}

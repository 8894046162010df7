import { readFileSync } from "node:fs";
import Ajv from "ajv";

type Schema = Record<string, unknown> & { id?: string };
const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Schema;
const release = read("tests/fixtures/ocds/release-schema.json");
const releasePackage = read("tests/fixtures/ocds/release-package-schema.json");
const RELEASE_ADDRESS = "https://standard.open-contracting.org/schema/1__1__5/release-schema.json";

// The standard is written in JSON Schema's draft 4.
const ajv = new Ajv({ schemaId: "id", meta: false, allErrors: true, unknownFormats: "ignore" });
ajv.addMetaSchema(read("node_modules/ajv/lib/refs/json-schema-draft-04.json"));
const draft4 = ajv as typeof ajv & { _opts: { defaultMeta?: string } };
draft4._opts.defaultMeta = "http://json-schema.org/draft-04/schema";
ajv.addSchema({ ...release, id: RELEASE_ADDRESS });
const validate = ajv.compile(releasePackage);

/** What the official schemas of OCDS 1.1 find wrong with a release package, and what they do not know; none: []. */
export function ocdsComplaints(text: string): string[] {
  const content = JSON.parse(text) as unknown;
  const wrong = validate(content)
    ? []
    : (validate.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message ?? ""}`);
  return [...wrong, ...unknownKeys(content, releasePackage, "")];
}

/** The schemas allow any key: one that they do not describe is a slip of ours. */
function unknownKeys(value: unknown, given: Schema, at: string): string[] {
  const schema = resolved(given);
  if (Array.isArray(value))
    return value.flatMap((item, place) => unknownKeys(item, (schema.items ?? {}) as Schema, `${at}[${place}]`));
  if (typeof value !== "object" || value === null) return [];
  const known = schema.properties as Record<string, Schema> | undefined;
  return Object.entries(value).flatMap(([key, inner]) => {
    const described = known?.[key];
    return described ? unknownKeys(inner, described, `${at}.${key}`) : [`${at}.${key} is unknown`];
  });
}

function resolved(schema: Schema): Schema {
  if (typeof schema.$ref !== "string") return schema;
  if (schema.$ref === RELEASE_ADDRESS) return release;
  const name = schema.$ref.replace("#/definitions/", "");
  return (release.definitions as Record<string, Schema>)[name] ?? {};
}

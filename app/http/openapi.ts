import { z } from "zod";
import { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { isArray } from "./api-request";
import type { ApiRoute, Endpoint } from "./api";

/** What every refusal holds (RFC 9457); some hold more, as `suggestions`. */
export const ProblemBody = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    instance: z.string(),
    // A wrong field has its name; a broken rule its code.
    errors: z
      .array(z.object({ message: z.string(), field: z.string().optional(), code: z.string().optional() }))
      .optional(),
  })
  .meta({ id: "Problem" });

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of these routes, drawn from the schemas that read their requests. */
export async function openApiDocument(routes: readonly ApiRoute[], locale: Locale, origin: string): Promise<Json> {
  const t = await translator(locale, "api");
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  const words: Words = {
    success: t("document.success"),
    created: t("document.created"),
    location: t("document.location"),
    replayed: t("document.replayed"),
    idempotencyKey: t("document.idempotencyKey"),
  };
  for (const endpoint of routes.flatMap((route) => route.endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: operation(endpoint, locale, words, (schema, io) =>
        reference(schema, io, schemas),
      ),
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: t("document.title"), version: "1", description: t("document.description") },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas,
      securitySchemes: { token: { type: "http", scheme: "bearer", description: t("document.token") } },
    },
  };
}

type Words = Record<"success" | "created" | "location" | "replayed" | "idempotencyKey", string>;
type Refer = (schema: z.ZodType, io: "input" | "output") => Json;

function operation(endpoint: Endpoint, locale: Locale, words: Words, refer: Refer): Json {
  const status = endpoint.success ?? 200;
  const writes = endpoint.method !== "GET";
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary[locale],
    security: endpoint.open ? [] : [{ token: endpoint.scope ? [endpoint.scope] : [] }],
    parameters: [
      ...pathParameters(endpoint),
      ...queryParameters(endpoint, refer),
      ...(writes
        ? [
            {
              name: "Idempotency-Key",
              in: "header",
              description: words.idempotencyKey,
              schema: { type: "string", minLength: 1, maxLength: 200 },
            },
          ]
        : []),
    ],
    ...(endpoint.body
      ? { requestBody: { required: true, content: { [typeOf(endpoint)]: { schema: refer(endpoint.body, "input") } } } }
      : {}),
    responses: {
      [status]: {
        description: status === 201 ? words.created : words.success,
        headers: {
          ...(endpoint.location ? { Location: { description: words.location, schema: { type: "string" } } } : {}),
          ...(writes ? { "Idempotent-Replayed": { description: words.replayed, schema: { type: "string" } } } : {}),
        },
        content: { "application/json": { schema: refer(endpoint.response, "output") } },
      },
      ...refusals(endpoint, refer),
    },
  };
}

function typeOf({ upload = false }: Endpoint): string {
  return upload ? "multipart/form-data" : "application/json";
}

/** Every code an endpoint may refuse with, by status: its own and those that follow from its shape. */
export function problemsOf(endpoint: Endpoint): Record<string, number> {
  const writes = endpoint.method !== "GET";
  return {
    ...(endpoint.open ? {} : { token_required: 401, token_invalid: 401, forbidden: 403 }),
    ...(endpoint.scope ? { insufficient_scope: 403 } : {}),
    ...(endpoint.path.includes(":") ? { not_found: 404 } : {}),
    ...(endpoint.query || endpoint.body ? { invalid_input: 422 } : {}),
    ...(writes
      ? {
          ...(endpoint.upload
            ? { invalid_multipart: 400, multipart_expected: 415 }
            : { invalid_json: 400, json_expected: 415 }),
          bad_idempotency_key: 400,
          in_progress: 409,
          idempotency_key_reused: 422,
        }
      : {}),
    ...endpoint.problems,
    too_many_requests: 429,
    internal_error: 500,
    offline: 503,
  };
}

function refusals(endpoint: Endpoint, refer: Refer): Json {
  const codes = new Map<number, string[]>();
  for (const [code, status] of Object.entries(problemsOf(endpoint))) {
    codes.set(status, [...(codes.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...codes].map(([status, list]) => [
      status,
      {
        description: list.join(", "),
        content: {
          "application/problem+json": {
            schema: { allOf: [refer(ProblemBody, "output"), { properties: { code: { enum: list } } }] },
          },
        },
      },
    ]),
  );
}

function pathParameters(endpoint: Endpoint): Json[] {
  return [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }));
}

function queryParameters(endpoint: Endpoint, refer: Refer): Json[] {
  return Object.entries((endpoint.query?.shape ?? {}) as Record<string, z.ZodType>).map(([name, schema]) => ({
    name,
    in: "query",
    required: !schema.safeParse(undefined).success,
    // Several values are the parameter repeated: ?feature=screen&feature=kitchen
    ...(isArray(schema) ? { style: "form", explode: true } : {}),
    // In an address, yes and no are words.
    schema: schema.safeParse("true").data === true ? { type: "boolean" } : refer(schema, "input"),
  }));
}

/** "listBookings"-like names for generated clients: "getResourcesByResourceAvailability". */
function operationId({ method, path }: Endpoint): string {
  const words = path.split(/[/.-]/).filter(Boolean);
  const name = words.map((word) => (word.startsWith(":") ? `By${capital(word.slice(1))}` : capital(word))).join("");
  return method.toLowerCase() + name;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * A schema as JSON Schema; those that have an `id` (`.meta({ id })`) go to the components, once. What is read may leave
 * out what an answer always has, and what is answered has no more than it tells: the two are components of their own.
 */
function reference(schema: z.ZodType, io: "input" | "output", components: Json): Json {
  const {
    $schema: _dialect,
    $defs,
    ...own
  } = z.toJSONSchema(schema, { io, unrepresentable: "any", override: plain }) as Json & {
    $defs?: Record<string, Json>;
  };
  const name = (id: string) => (io === "input" ? `${id}Input` : id);
  const pointing = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value).replace(/"#\/\$defs\/([^"]+)"/g, (_, id: string) => `"#/components/schemas/${name(id)}"`),
    ) as T;
  for (const [id, definition] of Object.entries($defs ?? {})) components[name(id)] = withoutId(pointing(definition));
  const id = z.globalRegistry.get(schema)?.id;
  if (!id) return pointing(own);
  // A schema with an id may be given as a reference to its own definition, which is then there already.
  if (!own.$ref) components[name(id)] = withoutId(pointing(own));
  return { $ref: `#/components/schemas/${name(id)}` };
}

/** The format says it: the regular expression that zod adds for a date is a page long. */
function plain({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format === "date-time" || jsonSchema.format === "date") delete jsonSchema.pattern;
}

function withoutId({ id: _id, ...definition }: Json): Json {
  return definition;
}

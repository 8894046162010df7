import { createHash } from "node:crypto";
import type { z } from "zod";
import { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";
import { localeOf } from "./locale";
import { problem, type Problem } from "./problem";

/** Something read from a request, or why it cannot be. */
export type Read<T> = { value: T } | { problem: Problem };

/** The bearer token of a request (RFC 6750); null without one. Cookies are never looked at. */
export function bearerToken(request: Request): string | null {
  return /^Bearer +([\w~.+/=-]{1,200}) *$/i.exec(request.headers.get("Authorization") ?? "")?.[1] ?? null;
}

/** The language of the answer: asked for by Accept-Language, else the person's, else French. */
export async function apiLocale(request: Request, person?: { locale: Locale }): Promise<Locale> {
  const asked = /\b(fr|en)\b/i.test(request.headers.get("Accept-Language") ?? "");
  return asked || !person ? localeOf(request) : person.locale;
}

/** The query as an object: parameters that the schema has as arrays are all kept, of others the last; empty is absent. */
export function queryOf(request: Request, schema: z.ZodObject): Record<string, unknown> {
  const search = new URL(request.url).searchParams;
  const names = [...new Set(search.keys())];
  return Object.fromEntries(
    names.flatMap((name) => {
      const given = search.getAll(name).filter((text) => text !== "");
      if (given.length === 0) return [];
      return [[name, isArray(parameter(schema, name)) ? given : given.at(-1)]];
    }),
  );
}

/** The schema of one parameter; undefined for a name that the query does not know. */
function parameter(query: z.ZodObject, name: string): z.core.$ZodType | undefined {
  return (query.shape as Record<string, z.core.$ZodType | undefined>)[name];
}

/** Whether a schema, within `.optional()` and `.default()`, is an array. */
export function isArray(schema: z.core.$ZodType | undefined): boolean {
  if (!schema) return false;
  const { def } = (schema as z.ZodType)._zod;
  return def.type === "array" || ("innerType" in def && isArray(def.innerType as z.core.$ZodType));
}

/** The JSON of a request's body; an empty body is `{}`. */
export async function readJson(request: Request): Promise<Read<unknown>> {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength === 0) return { value: {} };
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) return { problem: problem(415, "json_expected") };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { value: JSON.parse(text, refuseNul) as unknown };
  } catch (error) {
    return { problem: problem(400, "invalid_json", { reason: error instanceof Error ? error.message : "" }) };
  }
}

/** A file that came with a request. */
export class Upload {
  constructor(
    readonly name: string,
    readonly bytes: Uint8Array,
  ) {}

  /** What tells it from another, for an Idempotency-Key: not the megabytes themselves. */
  toJSON() {
    return { name: this.name, sha256: createHash("sha256").update(this.bytes).digest("hex") };
  }
}

/** The parts of a multipart request by name: texts, and files; a name that comes twice is an array. */
export async function readParts(request: Request): Promise<Read<Record<string, unknown>>> {
  const type = request.headers.get("Content-Type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) return { problem: problem(415, "multipart_expected") };
  const form = await request.formData().catch(() => null);
  if (!form) return { problem: problem(400, "invalid_multipart") };
  const parts: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = await Promise.all(
      form
        .getAll(name)
        .map(async (part) =>
          typeof part === "string"
            ? part.replaceAll("\u0000", "")
            : new Upload(part.name, new Uint8Array(await part.arrayBuffer())),
        ),
    );
    parts[name] = values.length === 1 ? values[0] : values;
  }
  return { value: parts };
}

/** PostgreSQL keeps every character but this one. */
function refuseNul(_key: string, value: unknown): unknown {
  if (typeof value === "string" && value.includes("\u0000")) throw new SyntaxError("A text holds the character U+0000");
  return value;
}

/**
 * What `schema` makes of `input`, or 422 `invalid_input` with one sentence a wrong field. `named` gives fields another
 * name than that of their path.
 */
export async function check<T extends z.ZodType>(
  schema: T,
  input: unknown,
  locale: Locale,
  named: (path: string) => string = (path) => path,
): Promise<Read<z.output<T>>> {
  const read = schema.safeParse(input);
  if (read.success) return { value: read.data };
  const sentence = await sentences(locale);
  const errors = read.error.issues.flatMap((issue) => {
    const field = named(issue.path.map(String).join("."));
    if (issue.code !== "unrecognized_keys") return [{ field, message: sentence(issue, valueAt(input, issue.path)) }];
    return issue.keys.map((key) => ({
      field: field ? `${field}.${key}` : key,
      message: sentence(issue, undefined),
    }));
  });
  return { problem: problem(422, "invalid_input", { errors }) };
}

/** What is wrong with one value, in words. A schema's own message is a key of the forms' `errors`, or of ours. */
async function sentences(locale: Locale): Promise<(issue: z.core.$ZodIssue, given: unknown) => string> {
  const t = await translator(locale, "api");
  const errors = await translator(locale, "errors");
  return (issue, given) => {
    if (errors.has(issue.message as never)) return errors(issue.message as never, boundsOf(issue) as never);
    const own = `fields.${issue.message}` as "fields.required";
    if (t.has(own)) return t(own);
    switch (issue.code) {
      case "invalid_type":
        return given === undefined ? t("fields.required") : t("fields.type", { expected: issue.expected });
      case "too_big":
        if (issue.origin === "string") return t("fields.too_long", { count: Number(issue.maximum) });
        if (issue.origin === "array") return t("fields.too_many", { count: Number(issue.maximum) });
        return t("fields.too_big", { limit: String(issue.maximum) });
      case "too_small":
        if (issue.origin === "string" || issue.origin === "array") {
          return issue.minimum === 1 ? t("fields.required") : t("fields.too_short", { count: Number(issue.minimum) });
        }
        return t("fields.too_small", { limit: String(issue.minimum) });
      case "invalid_format":
        if (issue.format === "datetime") return t("fields.instant");
        if (issue.format === "date") return t("fields.date");
        return issue.format === "uuid" ? t("fields.id") : t("fields.format");
      case "unrecognized_keys":
        return t("fields.unknown");
      case "invalid_value":
        return t("fields.one_of", { values: issue.values.map(String).join(", ") });
      default:
        return t("fields.format");
    }
  };
}

/** The numbers that a message of the forms may name. */
function boundsOf(issue: z.core.$ZodIssue): Record<string, number> {
  const max = "maximum" in issue ? Number(issue.maximum) : 0;
  const min = "minimum" in issue ? Number(issue.minimum) : 0;
  return { max, min, count: max || min };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

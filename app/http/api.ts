import type { AppLoadContext } from "@remix-run/node";
import type { z } from "zod";
import { answerOnce, idempotentId } from "~server/idempotency";
import type { Actor, Locale } from "~server/kernel/actor";
import { isId, newId } from "~server/kernel/ids";
import { within, type Scope } from "~server/kernel/scopes";
import { actorOfToken } from "~server/poles";
import { apiLocale, bearerToken, check, queryOf, readJson, readParts } from "./api-request";
import { isProblem, problem, problemBody, problemOf, type Problem } from "./problem";

export { problem, type Problem } from "./problem";

type Args = { request: Request; context: AppLoadContext; params: Record<string, string | undefined> };
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The names after colons in a path: { resource: string } for "/resources/:resource". All are ids. */
type ParamsOf<P extends string> = P extends `${infer Head}/${infer Rest}`
  ? ParamsOf<Head> & ParamsOf<Rest>
  : P extends `:${infer Name}`
    ? Readonly<Record<Name, string>>
    : unknown;

/** What an endpoint says of itself: the same schemas read the request and write the OpenAPI document. */
interface Description<Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType> {
  summary: Record<Locale, string>;
  /** What a token that is held to some scopes must have; null: any token may. */
  scope: Scope | null;
  /** Its answer holds a secret, which nobody keeps: sent again with its Idempotency-Key, it is not answered again. */
  secret?: boolean;
  /** Its body comes as multipart/form-data, a file among it (see FileInput); else as JSON. */
  upload?: boolean;
  query?: Q;
  body?: B;
  response: R;
  /** The status of success; 200 unless told. */
  success?: 200 | 201;
  /** The address of what was created. */
  location?: (response: z.input<R>) => string;
  /** The refusals of this endpoint by code, with their status; common ones are added by themselves. */
  problems?: Readonly<Record<string, 400 | 403 | 404 | 409 | 422 | 503>>;
}

/** What any handler is given. */
interface OpenCall<P, Q> {
  params: P;
  query: Q;
  locale: Locale;
  request: Request;
}

/** What a handler is given once it is known who calls. */
interface Call<P, Q, B> extends OpenCall<P, Q> {
  actor: Actor;
  body: B;
  /** The id for what a POST creates: drawn from the Idempotency-Key, so the same for every replay; else a new one. */
  idempotentId: string;
}

/** An endpoint, whatever its types. */
export interface Endpoint extends Omit<Description<z.ZodObject, z.ZodType, z.ZodType>, "location"> {
  method: Method;
  /** After /api/v1, as in app/routes.ts. */
  path: string;
  /** Answers without a token. */
  open: boolean;
  /** Where what it created is, told from the answer. */
  location?: (response: never) => string;
  handle: (call: never) => unknown;
}

type Result<T> = T | Problem | Promise<T | Problem>;

/** Describes an endpoint for callers with a token, and what it does. */
export function endpoint<
  const P extends string,
  R extends z.ZodType,
  Q extends z.ZodObject = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodUndefined,
>(
  method: Method,
  path: P,
  description: Description<Q, B, R> & {
    handle: (call: Call<ParamsOf<P>, z.output<Q>, z.output<B>>) => Result<z.input<R>>;
  },
): Endpoint {
  return { method, path, open: false, ...description };
}

/** Describes an endpoint that anybody may read. */
export function openEndpoint<
  const P extends string,
  R extends z.ZodType,
  Q extends z.ZodObject = z.ZodObject<Record<never, never>>,
>(
  path: P,
  description: Omit<Description<Q, z.ZodUndefined, R>, "scope"> & {
    handle: (call: OpenCall<ParamsOf<P>, z.output<Q>>) => Result<z.input<R>>;
  },
): Endpoint {
  return { method: "GET", path, open: true, scope: null, ...description };
}

/** The loader and action of an API route: one function, which knows its endpoints by method. */
export interface ApiRoute {
  (args: Args): Promise<Response>;
  readonly endpoints: readonly Endpoint[];
}

/**
 * Serves the endpoints of one address, one a method: `export const loader = apiRoute(list, create); export const
 * action = loader;`. Without endpoints it answers 404 to everything.
 */
export function apiRoute(...endpoints: Endpoint[]): ApiRoute {
  const answer = async (args: Args): Promise<Response> => {
    const told: { actor?: Actor } = {};
    try {
      return await serve(endpoints, args, told);
    } catch (error) {
      const expected = problemOf(error);
      if (!expected) args.context.log.error({ err: error }, "API fault");
      return respond(expected ?? problem(500, "internal_error"), args, await apiLocale(args.request, told.actor));
    }
  };
  return Object.assign(answer, { endpoints });
}

async function serve(endpoints: Endpoint[], args: Args, told: { actor?: Actor }): Promise<Response> {
  const { request } = args;
  const method = request.method === "HEAD" ? "GET" : request.method;
  const refuse = async (refusal: Problem) => respond(refusal, args, await apiLocale(request, told.actor));
  if (endpoints.length === 0) return refuse(problem(404, "no_such_address"));
  const endpoint = endpoints.find((one) => one.method === method);
  const allowed = endpoints.flatMap((one) => (one.method === "GET" ? ["GET", "HEAD"] : [one.method]));
  if (method === "OPTIONS") return new Response(null, { status: 204, headers: { Allow: allowed.join(", ") } });
  if (!endpoint) return refuse(problem(405, "method_not_allowed", {}, { Allow: allowed.join(", ") }));

  const actor = endpoint.open ? null : await caller(request);
  if (actor && isProblem(actor)) return refuse(actor);
  if (actor) told.actor = actor;
  if (actor && endpoint.scope && !within(actor.scopes, endpoint.scope)) return refuse(outOfScope(endpoint.scope));
  const locale = await apiLocale(request, actor ?? undefined);

  if (Object.values(args.params).some((id) => !isId(id))) return refuse(problem(404, "not_found"));
  const query = endpoint.query ? await check(endpoint.query, queryOf(request, endpoint.query), locale) : { value: {} };
  if ("problem" in query) return refuse(query.problem);
  const sent = method === "GET" ? { value: undefined } : await (endpoint.upload ? readParts : readJson)(request);
  if ("problem" in sent) return refuse(sent.problem);
  const body = endpoint.body ? await check(endpoint.body, sent.value, locale) : { value: undefined };
  if ("problem" in body) return refuse(body.problem);

  const call = { params: args.params, query: query.value, body: body.value, locale, request, actor };
  const run = async (id: string) => {
    const result = await (endpoint.handle as (given: object) => unknown)({
      ...call,
      actor: actor && { ...actor, locale },
      idempotentId: id,
    });
    return isProblem(result) ? result : { body: JSON.stringify(result) };
  };
  const key = request.headers.get("Idempotency-Key");
  if (method === "GET" || key === null || !actor) return finish(await run(newId()), endpoint, args, locale);
  if (!KEY.test(key)) return refuse(problem(400, "bad_idempotency_key"));
  if (endpoint.secret) return finish(await run(idempotentId(actor, key)), endpoint, args, locale);
  return repeatable(key, { actor, endpoint, sent: sent.value, run, locale }, args);
}

/** Who a token stands for, or the 401 that says how to show one. */
async function caller(request: Request): Promise<Actor | Problem> {
  if (!request.headers.has("Authorization")) {
    return problem(401, "token_required", {}, { "WWW-Authenticate": 'Bearer realm="Grappe"' });
  }
  const secret = bearerToken(request);
  const actor = secret && (await actorOfToken(secret));
  const header = 'Bearer realm="Grappe", error="invalid_token"';
  return actor || problem(401, "token_invalid", {}, { "WWW-Authenticate": header });
}

/** The 403 of a token that is held to other things (RFC 6750, section 3.1). */
function outOfScope(scope: Scope): Problem {
  const header = `Bearer realm="Grappe", error="insufficient_scope", scope="${scope}"`;
  return problem(403, "insufficient_scope", { scope }, { "WWW-Authenticate": header });
}

/** What an Idempotency-Key may be. */
const KEY = /^[\x21-\x7e]{1,200}$/;

type Done = Problem | { body: string };

/** A write with an Idempotency-Key: done once, answered as often as it is asked. */
async function repeatable(
  key: string,
  write: { actor: Actor; endpoint: Endpoint; sent: unknown; run: (id: string) => Promise<Done>; locale: Locale },
  args: Args,
): Promise<Response> {
  const { actor, endpoint, locale } = write;
  const { pathname, search } = new URL(args.request.url);
  const request = { key, method: endpoint.method, address: pathname + search, body: write.sent };
  const once = await answerOnce(actor, request, async () => {
    const result = await attempt(() => write.run(idempotentId(actor, key)));
    if (!isProblem(result)) return { status: endpoint.success ?? 200, body: result.body };
    const body = await problemBody(result, locale, args.context.requestId);
    // What a form finds wrong is as what the schema does: it may be corrected under the same key.
    return { status: result.status, body, corrigible: result.code === "invalid_input" };
  });
  if (once.kind === "reused") return respond(problem(422, "idempotency_key_reused"), args, locale);
  if (once.kind === "in_progress")
    return respond(problem(409, "in_progress", {}, { "Retry-After": "2" }), args, locale);
  const { status, body } = once.answer;
  const response =
    status < 400 ? await finish({ body }, endpoint, args, locale) : problemResponse(body, status, locale);
  if (once.kind === "replayed") response.headers.set("Idempotent-Replayed", "true");
  return response;
}

/** Expected exceptions are answers, kept like the others; faults go on. */
async function attempt(run: () => Promise<Done>): Promise<Done> {
  try {
    return await run();
  } catch (error) {
    const expected = problemOf(error);
    if (expected && expected.status < 500) return expected;
    throw error;
  }
}

async function finish(result: Done, endpoint: Endpoint, args: Args, locale: Locale): Promise<Response> {
  if (isProblem(result)) return respond(result, args, locale);
  const response = new Response(result.body, { status: endpoint.success ?? 200, headers: headers("application/json") });
  if (endpoint.location) {
    response.headers.set("Location", endpoint.location(JSON.parse(result.body) as never));
  }
  return response;
}

async function respond(refusal: Problem, args: Args, locale: Locale): Promise<Response> {
  const response = problemResponse(await problemBody(refusal, locale, args.context.requestId), refusal.status, locale);
  for (const [name, value] of Object.entries(refusal.headers)) response.headers.set(name, value);
  return response;
}

function problemResponse(body: string, status: number, locale: Locale): Response {
  return new Response(body, {
    status,
    headers: { ...headers("application/problem+json"), "Content-Language": locale },
  });
}

function headers(type: string): Record<string, string> {
  return {
    "Content-Type": `${type}; charset=utf-8`,
    "Cache-Control": "no-store",
    Vary: "Authorization, Accept-Language",
  };
}

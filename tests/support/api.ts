import type { AppLoadContext } from "@remix-run/node";
import { pino } from "pino";
import { expect } from "vitest";
import type { ApiRoute } from "../../app/http/api";
import { ProblemBody, problemsOf } from "../../app/http/openapi";
import en from "../../app/i18n/en/api";
import fr from "../../app/i18n/fr/api";

export const REQUEST_ID = "7c3a2f4e-9b0d-4c57-8f4e-0a3f5d2b1c6e";

export interface ApiAsked {
  method?: string;
  /** After /api/v1, with the query. */
  path?: string;
  params?: Record<string, string>;
  /** The secret of a token; without it no Authorization is sent. */
  token?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | FormData;
}

export interface ApiAnswer {
  response: Response;
  status: number;
  text: string;
  json: Record<string, unknown>;
}

/**
 * Asks an API route as the server does, and checks the answer against what the endpoint says of itself: a success has
 * exactly the members of its schema, a refusal has one of its codes with the status it announced, and a sentence.
 */
export async function askApi(route: ApiRoute, asked: ApiAsked = {}): Promise<ApiAnswer> {
  const { method = "GET", path = "/", params = {}, token, headers = {}, body } = asked;
  const request = new Request(`https://grappe.example/api/v1${path}`, {
    method,
    headers: { ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const context: AppLoadContext = {
    requestId: REQUEST_ID,
    nonce: "",
    clientAddress: "127.0.0.1",
    log: pino({ level: "silent" }),
  };
  const response = await route({ request, context, params });
  const text = await response.text();
  const json = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
  const endpoint = route.endpoints.find((one) => one.method === (method === "HEAD" ? "GET" : method));
  if (response.status >= 400) {
    ProblemBody.parse(json);
    expect(json.status).toBe(response.status);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json; charset=utf-8");
    if (endpoint) expect(problemsOf(endpoint)).toHaveProperty([String(json.code)], response.status);
    // What says no more than the status is no sentence.
    expect([...Object.values(en.statuses), ...Object.values(fr.statuses)]).not.toContain(json.detail);
  } else if (endpoint) {
    expect(response.status).toBe(endpoint.success ?? 200);
    expect(response.headers.get("Content-Type")).toBe("application/json; charset=utf-8");
    expect(endpoint.response.parse(json)).toEqual(json);
  }
  return { response, status: response.status, text, json };
}

/** What to ask to write `body` at `path`. */
export function posting(path: string, body: unknown, headers: Record<string, string> = {}): ApiAsked {
  return {
    method: "POST",
    path,
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

import { expect } from "vitest";
import type { ApiRoute } from "../../app/http/api";
import { loader as resources } from "../../app/routes/api/resources";
import { issueApiToken } from "../../server/poles";
import { askApi, posting, type ApiAnswer } from "./api";
import type { World } from "./world";
import type { PersonKey } from "./world-data";

/** Secrets of tokens, by whose they are. */
export type Tokens = Partial<Record<PersonKey, string>>;

export interface Sent {
  /** Whose token is shown, unless `token` is. */
  by?: PersonKey;
  token?: string | undefined;
  params?: Record<string, string>;
  method?: string;
  headers?: Record<string, string>;
}

/** A token of each of these people, for the structure beside them. */
export async function tokensOf(world: World, structures: Tokens): Promise<Tokens> {
  const tokens: Tokens = {};
  for (const person of Object.keys(structures) as PersonKey[]) {
    const structureSlug = structures[person] ?? "";
    tokens[person] = await issueApiToken({ email: world.people[person].email, structureSlug });
  }
  return tokens;
}

/** Ways to ask with these tokens, which may be made after them; by `usual` where nobody else is named. */
export function asking(tokens: () => Tokens, usual: PersonKey) {
  const as = (person: PersonKey) => tokens()[person] ?? "";
  return {
    as,
    send: (route: ApiRoute, body: unknown, { by = usual, token = as(by), method, headers, params = {} }: Sent = {}) =>
      askApi(route, { ...posting("/", body, headers), ...(method ? { method } : {}), token, params }),
    read: (route: ApiRoute, params: Record<string, string>, by: PersonKey = usual) =>
      askApi(route, { token: as(by), params }),
  };
}

/** Whose structures share something, and those who only look at it: what the tests of sharing ask as. */
export const SHARERS = {
  owner: "tablee",
  employee: "gue",
  administrator: "gue",
  observer: "curieux",
  managerAtGue: "gue",
  neighbour: "radeau",
} as const satisfies Tokens;

/** Ways to change what the owner shares. */
export function sharing(tokens: () => Tokens) {
  const { send: post } = asking(tokens, "owner");
  const send = (route: ApiRoute, method: string, body: unknown, sent: Omit<Sent, "method"> = {}) =>
    post(route, body, { ...sent, method });
  return {
    send,
    read: (route: ApiRoute, resource: string, token = tokens().owner ?? "") =>
      askApi(route, { token, params: { resource } }),
    /** The id of a resource of the owner's, which is there from now on. */
    async added(body: object = {}): Promise<string> {
      const { status, json } = await send(resources, "POST", { kind: "room", name: "Atelier", ...body });
      expect([status, json.code]).toEqual([201, undefined]);
      return String(json.id);
    },
  };
}

/** The fields that an answer finds wrong. */
export function fields({ json }: ApiAnswer): string[] {
  return (json.errors as { field: string }[]).map(({ field }) => field);
}

/** What a list answers. */
export function items<T = Record<string, unknown>>({ json }: ApiAnswer): T[] {
  return json.items as T[];
}

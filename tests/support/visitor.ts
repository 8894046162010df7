import type { TestServer } from "./server";
import { PASSWORD } from "./world";

type Fields = Record<string, string> | FormData;

/** Somebody with a browser that keeps cookies and does not follow redirections by itself. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(server: Pick<TestServer, "url">) {
    this.#url = server.url;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(path, { headers });
  }

  /** Sends a form as one of our own pages would. */
  post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Response> {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    return this.#send(path, { method: "POST", body, headers: { Origin: this.#url, ...headers } });
  }

  /** The page's HTML. */
  async read(path: string): Promise<string> {
    return (await this.get(path)).text();
  }

  async #send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...init.headers, ...(cookie ? { Cookie: cookie } : {}) };
    const response = await fetch(this.#url + path, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!name) continue;
      if (value && !/;\s*max-age=0/i.test(line)) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return response;
  }
}

/** A visitor who has signed in, by the form. */
export async function signedIn(
  server: Pick<TestServer, "url">,
  email: string,
  password: string = PASSWORD,
): Promise<Visitor> {
  const visitor = new Visitor(server);
  const response = await visitor.post("/connexion", { email, password });
  if (response.status !== 302) throw new Error(`${email} could not sign in: ${response.status}`);
  return visitor;
}

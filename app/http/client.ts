import type { AppLoadContext } from "@remix-run/node";
import type { Client } from "~server/identity";

/** The machine that a request comes from. */
export function clientOf({ request, context }: { request: Request; context: AppLoadContext }): Client {
  return { address: context.clientAddress, userAgent: request.headers.get("User-Agent") ?? "" };
}

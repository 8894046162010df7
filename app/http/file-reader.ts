import type { LoaderFunctionArgs } from "@remix-run/node";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { within, type Scope } from "~server/kernel/scopes";
import { actorOfToken } from "~server/poles";
import { requireActor } from "./actor";
import { bearerToken } from "./api-request";

/**
 * Who reads a file that a page or the API names: somebody signed in, guests too unless told; or a program, with a token
 * of that pôle that has the scope of what names it. @throws NotFound for any other token
 */
export async function requireFileReader(
  args: LoaderFunctionArgs,
  scope: Scope,
  { guests = true } = {},
): Promise<Actor> {
  const token = bearerToken(args.request);
  if (!token) return requireActor(args, { guests });
  const actor = await actorOfToken(token);
  if (!actor || actor.poleSlug !== args.params.pole || !within(actor.scopes, scope)) throw new NotFound("file");
  return actor;
}

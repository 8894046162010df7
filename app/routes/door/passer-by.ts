import { guestContextOf, requestLocale, viewerOf } from "~/http/actor";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { passerBy } from "~server/poles";

type Args = Parameters<typeof viewerOf>[0] & { params: Record<string, string | undefined> };

/**
 * Whoever looks at what a pôle opens to anybody, signed in or not: all see the same here.
 * @throws NotFound for a pôle that opens nothing, as for one that never was
 */
export async function requirePasserBy(args: Args): Promise<Actor> {
  const as = new URL(args.request.url).searchParams.get("pour") === "particulier" ? "public" : "outsider";
  const actor = await passerBy(args.params.pole ?? "", await requestLocale(args), as);
  if (!actor) throw new NotFound("pole");
  return actor;
}

/** Whether somebody signed in is of the pôle, or its guest: they book as themselves, without registering. */
export async function booksInside(args: Args): Promise<boolean> {
  const slug = args.params.pole ?? "";
  const viewer = await viewerOf(args);
  if (!viewer) return false;
  return (
    viewer.contexts.some(({ poleSlug }) => poleSlug === slug) || (await guestContextOf(args, viewer, slug)) !== null
  );
}

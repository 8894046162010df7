import { redirect, type AppLoadContext } from "@remix-run/node";
import { paths } from "~/paths";
import { sessionOf, type SignedIn } from "~server/identity";
import type { Actor, Locale } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { actorIn, contextsOf, guestContextsOf, type Context } from "~server/poles";
import { localeOf } from "./locale";
import { sessionSecret } from "./session-cookie";

/** Somebody signed in, with all they may act for. */
export interface Viewer extends SignedIn {
  readonly contexts: readonly Context[];
}

/** What a loader or an action is called with. */
type Args = { request: Request; context: AppLoadContext; params: Record<string, string | undefined> };

// Remix runs the loaders of one request in parallel, each asking who is there: they share one look-up, kept by the
// context object that the server makes for each request.
const lookUps = new WeakMap<AppLoadContext, Promise<Viewer | null>>();

/** Who is signed in, or null. */
export function viewerOf({ request, context }: Pick<Args, "request" | "context">): Promise<Viewer | null> {
  let lookUp = lookUps.get(context);
  if (!lookUp) {
    lookUp = lookUpViewer(request);
    lookUps.set(context, lookUp);
  }
  return lookUp;
}

async function lookUpViewer(request: Request): Promise<Viewer | null> {
  const secret = await sessionSecret(request);
  const signedIn = secret ? await sessionOf(secret) : null;
  return signedIn && { ...signedIn, contexts: await contextsOf(signedIn.personId) };
}

/** Who is signed in; anybody else is sent to sign in, and brought back afterwards. */
export async function requireViewer(args: Pick<Args, "request" | "context">): Promise<Viewer> {
  const viewer = await viewerOf(args);
  if (viewer) return viewer;
  const { pathname, search } = new URL(args.request.url);
  // After a form, come back to the page that shows it, not to an address that only takes posts.
  throw redirect(paths.signIn(args.request.method === "GET" ? pathname.replace(/\.data$/, "") + search : undefined));
}

/**
 * The actor of a request under /poles/:pole: the person signed in, acting for the structure last chosen there.
 * @param guests whether this page is also for guests, of another pôle of the network or by the public door
 * @throws NotFound where the person has no part in that pôle: its very existence is not theirs to know.
 */
export async function requireActor(args: Args, { guests = false } = {}): Promise<Actor> {
  const viewer = await requireViewer(args);
  const here = viewer.contexts.filter(({ poleSlug }) => poleSlug === args.params.pole);
  const own = here.find(({ structureId }) => structureId === viewer.actingStructureId) ?? here[0];
  const context = own ?? (guests ? await guestContextOf(args, viewer, args.params.pole ?? "") : null);
  if (!context) throw new NotFound("pole");
  return actorIn(context, viewer, await localeOf(args.request, viewer));
}

const guestLookUps = new WeakMap<AppLoadContext, Promise<Context | null>>();

/** As whom somebody who is not of a pôle is its guest: for the structure they act for if it may, else the first. */
export function guestContextOf(
  { context }: Pick<Args, "context">,
  viewer: Viewer,
  slug: string,
): Promise<Context | null> {
  if (viewer.contexts.some(({ poleSlug }) => poleSlug === slug)) return Promise.resolve(null);
  let lookUp = guestLookUps.get(context);
  if (!lookUp) {
    lookUp = guestContextsOf(viewer.personId, slug).then(
      (found) => found.find(({ structureId }) => structureId === viewer.actingStructureId) ?? found[0] ?? null,
    );
    guestLookUps.set(context, lookUp);
  }
  return lookUp;
}

/** The pôle from which a guest comes, by its slug; null for who is no guest. */
export async function homeOfGuest(args: Args, { homePoleId }: Actor): Promise<string | null> {
  if (homePoleId === null) return null;
  const { contexts } = await requireViewer(args);
  return contexts.find(({ poleId }) => poleId === homePoleId)?.poleSlug ?? null;
}

/** The context a person acts in where the address names no pôle: the one last chosen, else the first. */
export function currentContext(viewer: Viewer): Context | null {
  return (
    viewer.contexts.find(
      ({ poleId, structureId }) => poleId === viewer.actingPoleId && structureId === viewer.actingStructureId,
    ) ??
    viewer.contexts[0] ??
    null
  );
}

/** The language of a request. */
export async function requestLocale(args: Pick<Args, "request" | "context">): Promise<Locale> {
  return localeOf(args.request, await viewerOf(args));
}

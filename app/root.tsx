import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches } from "@remix-run/react";
import type { ReactNode } from "react";
import { currentContext, guestContextOf, viewerOf, type Viewer } from "~/http/actor";
import { takeFlash } from "~/http/flash";
import { localeOf } from "~/http/locale";
import { useNonce } from "~/http/nonce";
import { handled } from "~/http/responses";
import { FramedError, PageFrame } from "~/page-frame";
import styles from "~/styles/index.css?url";
import { basketCount } from "~server/baskets";
import { isDemo } from "~server/config";
import { can } from "~server/kernel/permissions";
import { actorIn, type Context } from "~server/poles";
import { useRootData, type FrameData } from "~/viewer";

export const links: LinksFunction = () => [
  {
    rel: "preload",
    href: "/fonts/radio-canada-latin-standard-normal.woff2",
    as: "font",
    type: "font/woff2",
    crossOrigin: "anonymous",
  },
  { rel: "preload", href: "/fonts/grappe-fine.woff2", as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "icon", href: "/favicon-32.png", sizes: "32x32", type: "image/png" },
  { rel: "apple-touch-icon", href: "/apple-touch-icon.png" },
  { rel: "manifest", href: "/site.webmanifest" },
];

/** The title of a page that gives none: an error, whose number reads the same in every language. */
export const meta: MetaFunction = ({ error }) => {
  if (!error) return [{ title: "Grappe" }];
  return [{ title: `${isRouteErrorResponse(error) ? error.status : 500} · Grappe` }];
};

/** The frame's data: who is there, for whom they act, what was just done. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const viewer = await viewerOf(args);
  const slug = args.params.pole ?? /^\/poles\/([^/]+)/.exec(new URL(args.request.url).pathname)?.[1];
  const here = viewer?.contexts.filter(({ poleSlug }) => poleSlug === slug) ?? [];
  const acting =
    here.find(({ structureId }) => structureId === viewer?.actingStructureId) ??
    here[0] ??
    (viewer && currentContext(viewer));
  const inPole = new URL(args.request.url).pathname.startsWith("/poles/");
  const guest = viewer && slug && inPole && here.length === 0 ? await guestContextOf(args, viewer, slug) : null;
  const frame: FrameData = {
    locale: await localeOf(args.request, viewer),
    person: viewer && { name: viewer.name, email: viewer.email },
    acting: acting && {
      poleId: acting.poleId,
      poleSlug: acting.poleSlug,
      poleName: acting.poleName,
      structureId: acting.structureId,
      structureName: acting.structureName,
      structureColour: acting.structureColour,
      isManager: acting.roles.includes("manager"),
      isAdministrator: acting.roles.includes("administrator"),
      advances: viewer ? can(actorIn(acting, viewer, "fr"), "costs.advance") : false,
      seesCosts: viewer ? can(actorIn(acting, viewer, "fr"), "costs.view") : false,
    },
    guest: guest && {
      poleSlug: guest.poleSlug,
      poleName: guest.poleName,
      structureName: guest.structureName ?? "",
      kind: guest.guest ?? "network",
    },
    contexts:
      viewer?.contexts.map(({ poleId, poleSlug, poleName, structureId, structureName, structureColour }) => ({
        poleId,
        poleSlug,
        poleName,
        structureId,
        structureName,
        structureColour,
      })) ?? [],
    demo: isDemo(),
    basket: await basketIn(viewer, guest ?? acting),
  };
  const { flash, header } = await takeFlash(args.request);
  return data({ frame, flash, requestId: args.context.requestId }, header ? { headers: { "Set-Cookie": header } } : {});
});

/** The badge of the basket; null for who does not book here. */
async function basketIn(viewer: Viewer | null, acting: Context | null): Promise<FrameData["basket"]> {
  if (!viewer || !acting) return null;
  const actor = actorIn(acting, viewer, "fr");
  if (!can(actor, "bookings.request") || !actor.structureId) return null;
  return { pole: actor.poleSlug, count: await basketCount(actor) };
}

/** The document around every page, error pages included. A page with `handle = { scripts: false }` ships none. */
export function Layout({ children }: { children: ReactNode }) {
  const root = useRootData();
  const nonce = useNonce();
  const scripts = !useMatches().some(({ handle }) => isScriptless(handle));
  return (
    <html lang={root?.frame.locale ?? "fr"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#fcf9f6" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {scripts && <ScrollRestoration nonce={nonce} />}
        {scripts && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  return (
    <PageFrame>
      <Outlet />
    </PageFrame>
  );
}

export const ErrorBoundary = FramedError;

function isScriptless(handle: unknown): boolean {
  return typeof handle === "object" && handle !== null && "scripts" in handle && handle.scripts === false;
}

import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches } from "@remix-run/react";
import type { ReactNode } from "react";
import { currentContext, viewerOf } from "~/http/actor";
import { takeFlash } from "~/http/flash";
import { localeOf } from "~/http/locale";
import { useNonce } from "~/http/nonce";
import { handled } from "~/http/responses";
import { isDemo } from "~server/config";
import { useRootData, type FrameData } from "~/viewer";

/** The frame's data: who is there, for whom they act, what was just done. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const viewer = await viewerOf(args);
  const slug = args.params.pole ?? /^\/poles\/([^/]+)/.exec(new URL(args.request.url).pathname)?.[1];
  const here = viewer?.contexts.filter(({ poleSlug }) => poleSlug === slug) ?? [];
  const acting =
    here.find(({ structureId }) => structureId === viewer?.actingStructureId) ??
    here[0] ??
    (viewer && currentContext(viewer));
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
  };
  const { flash, header } = await takeFlash(args.request);
  return data({ frame, flash, requestId: args.context.requestId }, header ? { headers: { "Set-Cookie": header } } : {});
});

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
  return <Outlet />;
}

function isScriptless(handle: unknown): boolean {
  return typeof handle === "object" && handle !== null && "scripts" in handle && handle.scripts === false;
}

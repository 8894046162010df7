import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from "@remix-run/node";

/**
 * The smallest Remix application with every kind of address that a request can take: a page with a form, a resource
 * route, an API route, a route for photographs, one that fails, and one that never answers.
 */
export function tinyApplication(): ServerBuild {
  return {
    entry: {
      module: {
        default: (_request, status, headers, context) => {
          headers.set("Content-Type", "text/html");
          return new Response(`<!doctype html><p>${Object.keys(context.staticHandlerContext.loaderData).join()}</p>`, {
            status,
            headers,
          });
        },
        handleError: () => undefined,
      },
    },
    routes: {
      root: { id: "root", path: "", module: { default: () => null } },
      ...route("page", "page", { default: () => null, loader: () => null, action: received }),
      ...route("resource", "resource", { loader: received, action: received }),
      ...route("api", "api/v1/thing", { loader: received, action: received }),
      ...route("photos", "rooms/:room/photos", { action: received }),
      ...route("broken", "broken", { loader: broken }),
    },
    assets: { version: "1", url: "", entry: { imports: [], module: "" }, routes: {} },
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: false,
    },
    publicPath: "/",
    assetsBuildDirectory: "build/client",
    mode: "production",
    isSpaMode: false,
    basename: "/",
  };
}

/** What the application saw of a request. */
export interface Received {
  url: string;
  headers: Record<string, string>;
  bodyBytes: number;
  clientAddress: string;
}

async function received({ request, context }: ActionFunctionArgs | LoaderFunctionArgs) {
  const body: Received = {
    url: request.url,
    headers: Object.fromEntries(request.headers),
    bodyBytes: (await request.arrayBuffer()).byteLength,
    clientAddress: context.clientAddress,
  };
  return Response.json(body);
}

function broken(): never {
  throw new Error("the secret of the stack");
}

function route(id: string, path: string, module: object): ServerBuild["routes"] {
  return { [id]: { id, path, parentId: "root", module: { default: undefined, ...module } } };
}

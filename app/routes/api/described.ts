import type { ApiRoute } from "~/http/api";
import { loader as me } from "./me";

/**
 * Every route of the API but the document itself, in the order of app/routes.ts. A new one adds its line here; a
 * test misses it otherwise.
 * Not in a route's own file: Remix empties those of their loaders for the browser.
 */
export function described(): ApiRoute[] {
  return [me];
}

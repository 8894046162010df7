import { z } from "zod";
import { apiRoute, openEndpoint, type ApiRoute } from "~/http/api";
import { openApiDocument } from "~/http/openapi";
import { loader as me } from "./me";

const read = openEndpoint("/openapi.json", {
  summary: { fr: "Ce document", en: "This document" },
  response: z.looseObject({ openapi: z.string() }).meta({ id: "OpenApi" }),
  handle: async ({ locale, request }) => ({
    openapi: "3.1.0",
    ...(await openApiDocument(described(), locale, new URL(request.url).origin)),
  }),
});

/** Every route of the API, in the order of app/routes.ts. A new one adds its line here; a test misses it otherwise. */
export function described(): ApiRoute[] {
  return [loader, me];
}

export const loader = apiRoute(read);
export const action = loader;

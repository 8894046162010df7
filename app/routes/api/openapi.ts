import { z } from "zod";
import { apiRoute, openEndpoint, type ApiRoute } from "~/http/api";
import { openApiDocument } from "~/http/openapi";
import { described } from "./described";

const read = openEndpoint("/openapi.json", {
  summary: { fr: "Ce document", en: "This document" },
  response: z.looseObject({ openapi: z.string() }).meta({ id: "OpenApi" }),
  handle: async ({ locale, request }) => ({
    openapi: "3.1.0",
    ...(await openApiDocument([loader, ...described()], locale, new URL(request.url).origin)),
  }),
});

export const loader: ApiRoute = apiRoute(read);
export const action = loader;

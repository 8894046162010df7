import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { listOf } from "~/http/api-shapes";
import { Blocking, blockingsQuery, pageOfBlockings } from "./blocking-shape";

const list = endpoint("GET", "/blockings", {
  summary: {
    fr: "Quand les ressources du pôle ne se réservent pas, dans l'ordre du début",
    en: "When the resources of the pôle cannot be booked, by start",
  },
  scope: "catalogue:read",
  query: z.strictObject(blockingsQuery),
  response: listOf(Blocking),
  handle: ({ actor, query }) => pageOfBlockings(actor, query),
});

export const loader = apiRoute(list);
export const action = loader;

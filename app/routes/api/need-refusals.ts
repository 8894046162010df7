import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { REFUSAL_REASONS, refusalsOf } from "~server/tenders";

const Refusals = z
  .object({ reasons: z.array(z.object({ reason: z.enum(REFUSAL_REASONS), structures: z.int() })) })
  .meta({ id: "NeedRefusals" });

const read = endpoint("GET", "/needs/:need/refusals", {
  summary: {
    fr: "Pourquoi des structures ont écarté un besoin, comptées par raison, pour son acheteur",
    en: "Why structures put a need aside, counted by reason, for its buyer",
  },
  scope: "needs:read",
  response: Refusals,
  handle: async ({ actor, params }) => ({
    reasons: (await refusalsOf(actor, params.need)).map(({ reason, count }) => ({ reason, structures: count })),
  }),
});

export const loader = apiRoute(read);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { decideDispute } from "~server/costs";

const decide = endpoint("POST", "/costs/disputes/:dispute/decision", {
  summary: {
    fr: "Décider d'une contestation : ce qui est accordé est rendu par la prochaine clôture",
    en: "Decide a dispute: what is granted is given back by the next closing",
  },
  scope: "costs",
  body: z.strictObject({
    grantedCents: z.int().min(0).meta({ description: "All that is disputed, a part of it, or 0." }),
    words: z.string().trim().min(1).max(2000),
  }),
  response: z.object({ id: Id, decided: z.literal(true) }),
  problems: {
    ...{ not_found: 404, already_decided: 409, month_locked: 409 },
    ...{ granted_out_of_range: 422, granted_above_share: 422, words_missing: 422 },
  },
  handle: async ({ actor, params: { dispute: id }, body }) => {
    const outcome = await decideDispute(actor, id, body);
    if (outcome.ok) return { id, decided: true as const };
    const { code } = outcome.problem;
    return problem(code === "already_decided" || code === "month_locked" ? 409 : 422, code);
  },
});

export const loader = apiRoute(decide);
export const action = loader;

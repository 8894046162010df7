import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { InstantInput } from "~/http/api-shapes";
import { addAddendum, needNow } from "~server/tenders";
import { postingProblem, POSTING_PROBLEMS } from "./need-problem";
import { Need, shownNeed } from "./need-shape";

const add = endpoint("POST", "/needs/:need/addenda", {
  summary: {
    fr: "Modifier un besoin publié par un additif ; de fond, il fait confirmer les réponses déposées",
    en: "Change a need that is out by an addendum; of substance, it has answers that are in confirmed again",
  },
  scope: "needs:write",
  body: z.strictObject({
    words: z.string().trim().min(1).max(5000),
    changesSubstance: z.boolean(),
    closesAt: InstantInput.optional().meta({ description: "A later closing; never a sooner one." }),
  }),
  response: Need,
  success: 201,
  problems: POSTING_PROBLEMS,
  handle: async ({ actor, params: { need: id }, body: { closesAt = null, ...body }, idempotentId, locale }) => {
    const outcome = await addAddendum(actor, id, { id: idempotentId, closesAt, ...body });
    if (!outcome.ok) return postingProblem(outcome.problem, locale);
    return shownNeed(await needNow(actor, id), actor);
  },
});

export const loader = apiRoute(add);
export const action = loader;

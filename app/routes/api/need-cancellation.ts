import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { translator } from "~/i18n/translator";
import { allow } from "~server/kernel/permissions";
import { cancelNeed, needNow } from "~server/tenders";
import { postingProblem, POSTING_PROBLEMS } from "./need-problem";
import { Need, shownNeed } from "./need-shape";

const cancel = endpoint("POST", "/needs/:need/cancellation", {
  summary: {
    fr: "Annuler un besoin, pour une raison que tous lisent ; abandonner un brouillon, sans un mot",
    en: "Cancel a need, for a reason that all read; give up a draft, without a word",
  },
  scope: "needs:write",
  body: z.strictObject({ reason: z.string().trim().max(2000).default("") }),
  response: Need,
  problems: POSTING_PROBLEMS,
  handle: async ({ actor, params: { need: id }, body: { reason }, locale }) => {
    const { need } = await needNow(actor, id);
    allow(actor, "needs.publish", need.buyer.id);
    if (reason === "" && need.state === "published") {
      const message = (await translator(locale, "api"))("fields.required");
      return problem(422, "invalid_input", { errors: [{ field: "reason", message }] });
    }
    const outcome = await cancelNeed(actor, id, reason);
    if (!outcome.ok) return postingProblem(outcome.problem, locale);
    return shownNeed(await needNow(actor, id), actor);
  },
});

export const loader = apiRoute(cancel);
export const action = loader;

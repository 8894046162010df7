import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Ended, Id } from "~/http/api-shapes";
import { callForPartner } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";

const PartnerCall = z.object({ id: Id, words: z.string() }).meta({ id: "PartnerCall" });

const call = endpoint("PUT", "/needs/:need/partner-call", {
  summary: {
    fr: "Dire à tous ceux qui voient le besoin que vous cherchez un partenaire, sans montrer de prix",
    en: "Say to all who see the need that you look for a partner, without showing prices",
  },
  scope: "answers:write",
  body: z.strictObject({ words: z.string().trim().min(1).max(1000) }),
  response: PartnerCall,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { need: id }, body: { words }, locale }) => {
    const outcome = await callForPartner(actor, id, words);
    return outcome.ok ? { id, words } : answerProblem(outcome.problem, locale);
  },
});

const takeBack = endpoint("DELETE", "/needs/:need/partner-call", {
  summary: { fr: "Ne plus en chercher", en: "Look for none any more" },
  scope: "answers:write",
  response: Ended,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { need: id }, locale }) => {
    const outcome = await callForPartner(actor, id, "");
    return outcome.ok ? { id, ended: true as const } : answerProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(call, takeBack);
export const action = loader;

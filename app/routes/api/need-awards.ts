import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { proposeAward } from "~server/tenders";
import { Awarding, awardProblem, AWARD_PROBLEMS, shownAwarding } from "./award-shape";

const read = endpoint("GET", "/needs/:need/awards", {
  summary: {
    fr: "Ce qui est proposé et décidé pour chaque lot, pour l'acheteur",
    en: "What is proposed and decided for each lot, for the buyer",
  },
  scope: "awarding",
  response: Awarding,
  handle: ({ actor, params }) => shownAwarding(actor, params.need),
});

const propose = endpoint("POST", "/needs/:need/awards", {
  summary: {
    fr: "Proposer une réponse pour un lot, au prix du registre",
    en: "Propose an answer for a lot, at the price of the register",
  },
  scope: "awarding",
  body: z.strictObject({
    lotId: Id,
    answerId: Id,
    reasons: z.string().trim().min(1).max(5000),
    whyNotFirst: z.string().trim().max(2000).default("").meta({ description: "Where it is not the first ranked." }),
  }),
  response: Awarding,
  success: 201,
  problems: AWARD_PROBLEMS,
  handle: async ({ actor, params: { need }, body, idempotentId: id, locale }) => {
    const outcome = await proposeAward(actor, need, { id, ...body });
    return outcome.ok ? shownAwarding(actor, need) : awardProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(read, propose);
export const action = loader;

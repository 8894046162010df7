import { apiRoute, endpoint } from "~/http/api";
import { openConsensus, writeConsensus } from "~server/tenders";
import { judgingProblem, JUDGING_PROBLEMS, JudgingStanding, judgingStanding } from "./judging-shape";
import { ScoresInput } from "./scores-input";

const open = endpoint("POST", "/needs/:need/consensus", {
  summary: {
    fr: "Ouvrir les notes de chacun au jury, une fois que tous ont fini",
    en: "Open the scores of each to the panel, once all have finished",
  },
  scope: "judging",
  response: JudgingStanding,
  problems: JUDGING_PROBLEMS,
  handle: async ({ actor, params: { need }, locale }) => {
    const outcome = await openConsensus(actor, need);
    return outcome.ok ? judgingStanding(actor, need) : judgingProblem(outcome.problem, locale);
  },
});

const write = endpoint("PUT", "/needs/:need/consensus", {
  summary: {
    fr: "Garder ce dont le jury convient pour une réponse, avec les mots que lira sa structure",
    en: "Keep what the panel agrees on for an answer, with the words that its bidder will read",
  },
  scope: "judging",
  body: ScoresInput,
  response: JudgingStanding,
  problems: JUDGING_PROBLEMS,
  handle: async ({ actor, params: { need }, body, locale }) => {
    const outcome = await writeConsensus(actor, need, body);
    return outcome.ok ? judgingStanding(actor, need) : judgingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(open, write);
export const action = loader;

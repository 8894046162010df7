import { apiRoute, endpoint } from "~/http/api";
import { needNow, openNeed } from "~server/tenders";
import { openingProblem, OPENING_PROBLEMS } from "./judging-shape";
import { Need, shownNeed } from "./need-shape";

const open = endpoint("POST", "/needs/:need/opening/second", {
  summary: {
    fr: "Ouvrir les réponses, en seconde personne : le procès-verbal est écrit avec",
    en: "Open the answers, as the second person: the minutes are written with it",
  },
  scope: "judging",
  response: Need,
  problems: OPENING_PROBLEMS,
  handle: async ({ actor, params: { need: id }, locale }) => {
    const outcome = await openNeed(actor, id);
    return outcome.ok ? shownNeed(await needNow(actor, id), actor) : openingProblem(outcome.problem, locale);
  },
});

export const loader = apiRoute(open);
export const action = loader;

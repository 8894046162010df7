import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { sessionRefusal } from "~/routes/catalogue/sessions-action";
import { cancelSession } from "~server/catalogue";
import { compositionProblem } from "./catalogue-problem";

const cancel = endpoint("DELETE", "/resources/:resource/sessions/:session", {
  summary: {
    fr: "Annuler une séance où plus personne n'a de place",
    en: "Cancel a session in which nobody has a place any more",
  },
  scope: "catalogue:write",
  response: Ended,
  problems: { session_has_bookings: 409 },
  handle: async ({ actor, params: { resource, session: id }, locale }) => {
    const outcome = await cancelSession(actor, resource, id);
    if (outcome.ok) return { id, ended: true as const };
    const words = sessionRefusal(outcome.problem, actor, await translator(locale, "composition"));
    return compositionProblem(outcome.problem, words, actor);
  },
});

export const loader = apiRoute(cancel);
export const action = loader;

import { apiRoute, endpoint, problem } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { removeReading } from "~server/costs";
import { READING_PROBLEMS } from "./costs-reading-shape";

const remove = endpoint("DELETE", "/costs/readings/:useReading", {
  summary: {
    fr: "Reprendre un relevé, tant que son mois n'est pas verrouillé",
    en: "Take a reading back, until its month is locked",
  },
  scope: "costs",
  response: Ended,
  problems: READING_PROBLEMS,
  handle: async ({ actor, params: { useReading: id } }) => {
    const outcome = await removeReading(actor, id);
    return outcome.ok ? { id, ended: true as const } : problem(409, outcome.problem.code);
  },
});

export const loader = apiRoute(remove);
export const action = loader;

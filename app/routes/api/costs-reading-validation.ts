import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { validateReading } from "~server/costs";
import { READING_PROBLEMS } from "./costs-reading-shape";

const validate = endpoint("POST", "/costs/readings/:useReading/validation", {
  summary: {
    fr: "Valider des heures que sa structure a eues : elles comptent dès lors",
    en: "Validate hours that one's structure had: they count from then on",
  },
  scope: "costs",
  response: z.object({ id: Id, validated: z.literal(true) }),
  problems: READING_PROBLEMS,
  handle: async ({ actor, params: { useReading: id } }) => {
    const outcome = await validateReading(actor, id);
    return outcome.ok ? { id, validated: true as const } : problem(409, outcome.problem.code);
  },
});

export const loader = apiRoute(validate);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { beginReview } from "~server/costs";
import { monthProblem, MonthStep, MONTH_PROBLEMS } from "./costs-month-step";
import { Month } from "./costs-shape";

const step = endpoint("POST", "/costs/review", {
  summary: {
    fr: "Mettre un mois en relecture jusqu'à 18 h d'un jour : chaque membre reçoit son décompte",
    en: "Put a month to review until 18:00 of a day: each member gets its statement",
  },
  scope: "costs",
  body: z.strictObject({ month: Month, lastDay: z.iso.date() }),
  response: MonthStep,
  problems: MONTH_PROBLEMS,
  handle: async ({ actor, body: { month, lastDay } }) => {
    const outcome = await beginReview(actor, month, lastDay);
    return outcome.ok ? { month, state: "review" as const } : monthProblem(outcome.problem);
  },
});

export const loader = apiRoute(step);
export const action = loader;

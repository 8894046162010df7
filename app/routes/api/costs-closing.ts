import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { askClosing } from "~server/costs";
import { monthProblem, MonthStep, MONTH_PROBLEMS } from "./costs-month-step";
import { Month } from "./costs-shape";

const step = endpoint("POST", "/costs/closing", {
  summary: {
    fr: "Clore un mois verrouillé, en arrière-plan",
    en: "Close a locked month, in the background",
  },
  scope: "costs",
  body: z.strictObject({ month: Month }),
  response: MonthStep,
  problems: MONTH_PROBLEMS,
  handle: async ({ actor, body: { month } }) => {
    const outcome = await askClosing(actor, month);
    return outcome.ok ? { month, state: "closing" as const } : monthProblem(outcome.problem);
  },
});

export const loader = apiRoute(step);
export const action = loader;

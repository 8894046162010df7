import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { lockPeriod } from "~server/costs";
import { monthProblem, MonthStep, MONTH_PROBLEMS } from "./costs-month-step";
import { Month } from "./costs-shape";

const step = endpoint("POST", "/costs/lock", {
  summary: {
    fr: "Verrouiller un mois relu, quand rien ne manque",
    en: "Lock a month that was reviewed, when nothing is missing",
  },
  scope: "costs",
  body: z.strictObject({ month: Month }),
  response: MonthStep,
  problems: MONTH_PROBLEMS,
  handle: async ({ actor, body: { month } }) => {
    const outcome = await lockPeriod(actor, month);
    return outcome.ok ? { month, state: "locked" as const } : monthProblem(outcome.problem);
  },
});

export const loader = apiRoute(step);
export const action = loader;

import type { Kind } from "./kind";

/** One person who works for several structures, by weekly slots, at cost; the hours done go on a timesheet. */
export const pooledJob = {
  key: "pooled-job",
  icon: "briefcase-business",
  attributes: {
    trade: { type: "text", max: 80 },
    skills: { type: "text", max: 300 },
    employer: { type: "text", max: 80 },
    workplace: { type: "choice", options: ["on-site", "remote", "both"] },
  },
  features: {
    "driving-licence": "truck",
    "own-tools": "wrench",
    "own-computer": "monitor",
    "first-aid": "heart",
    languages: "languages",
  },
  people: false,
  stepFree: false,
  quantity: false,
  mayBeUnlimited: false,
  bySession: false,
  composed: false,
  addons: false,
  startSteps: ["timesheet", "check_in", "none"],
  naturalSlot: "half-day",
  rateUnit: "cost",
  defaults: {
    capacity: 1,
    units: 1,
    rules: {
      stepMinutes: 30,
      minMinutes: 120,
      maxMinutes: 600,
      noticeMinutes: 10080,
      cancelNoticeMinutes: 2880,
      horizonDays: 180,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
    },
    hours: { fromWeekday: 1, toWeekday: 5, opens: 480, closes: 1080 },
  },
  facts: [
    { icon: "briefcase-business", attributes: ["trade", "employer"] },
    { icon: "award", attributes: ["skills"] },
    { icon: "house", attributes: ["workplace"] },
  ],
  capacityNote: null,
  card: { attributes: { trade: "briefcase-business", workplace: "house" }, features: 2 },
} as const satisfies Kind;

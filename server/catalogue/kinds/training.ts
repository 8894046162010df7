import type { Kind } from "./kind";

/** A course at dated sessions, each with as many places as there are units. */
export const training = {
  key: "training",
  icon: "graduation-cap",
  attributes: {
    trainer: { type: "text", max: 80 },
    level: { type: "choice", options: ["everybody", "beginner", "practised", "expert"] },
    format: { type: "choice", options: ["on-site", "remote", "both"] },
    prerequisites: { type: "text", max: 200 },
    certificate: { type: "text", max: 120 },
  },
  features: {
    handouts: "paperclip",
    lunch: "utensils",
    coffee: "coffee",
    funded: "banknote",
    "hearing-loop": "speaker",
    parking: "square-parking",
  },
  people: false,
  stepFree: true,
  quantity: true,
  mayBeUnlimited: false,
  bySession: true,
  startSteps: ["check_in", "none"],
  naturalSlot: "day",
  rateUnit: "unit",
  defaults: {
    capacity: 1,
    units: 12,
    rules: {
      stepMinutes: 30,
      minMinutes: 30,
      maxMinutes: 2880,
      noticeMinutes: 1440,
      cancelNoticeMinutes: 2880,
      horizonDays: 365,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
    },
    hours: { fromWeekday: 1, toWeekday: 7, opens: 0, closes: 1440 },
  },
  facts: [
    { icon: "user", attributes: ["trainer"] },
    { icon: "graduation-cap", attributes: ["level", "format"] },
    { icon: "check", attributes: ["prerequisites"] },
    { icon: "award", attributes: ["certificate"] },
  ],
  capacityNote: null,
  card: { attributes: { level: "graduation-cap", format: "monitor-play" }, features: 1 },
} as const satisfies Kind;

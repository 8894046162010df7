import type { Kind } from "./kind";

/** Seats of a licence bought together: as many as there are, for a time. */
export const software = {
  key: "software",
  icon: "app-window",
  attributes: {
    publisher: { type: "text", max: 80 },
    platform: { type: "choice", options: ["browser", "windows", "mac", "linux", "phone"] },
    hosting: { type: "choice", options: ["france", "europe", "elsewhere", "own"] },
    link: { type: "text", max: 200 },
  },
  features: {
    "training-given": "graduation-cap",
    "help-desk": "message-circle-question-mark",
    "single-sign-on": "key-round",
    offline: "wifi-off",
    exports: "download",
  },
  people: false,
  stepFree: false,
  quantity: true,
  mayBeUnlimited: true,
  bySession: false,
  composed: false,
  addons: false,
  startSteps: ["none"],
  naturalSlot: "week",
  rateUnit: "unit",
  defaults: {
    capacity: 1,
    units: 5,
    rules: {
      stepMinutes: 60,
      minMinutes: 60,
      maxMinutes: 44640,
      noticeMinutes: 0,
      cancelNoticeMinutes: 0,
      horizonDays: 180,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
    },
    hours: { fromWeekday: 1, toWeekday: 7, opens: 0, closes: 1440 },
  },
  facts: [
    { icon: "building", attributes: ["publisher"] },
    { icon: "monitor", attributes: ["platform", "hosting"] },
  ],
  capacityNote: null,
  card: { attributes: { publisher: "building" }, features: 2 },
} as const satisfies Kind;

import type { Kind } from "./kind";

/** What a structure does for another: meals of the canteen, a reception, cleaning. Alone, or with a booking. */
export const service = {
  key: "service",
  icon: "concierge-bell",
  attributes: {
    sort: { type: "choice", options: ["meals", "reception", "cleaning", "delivery", "other"] },
    detail: { type: "text", max: 200 },
  },
  features: {
    local: "map-pin",
    organic: "leaf",
    vegetarian: "sprout",
    dishes: "utensils",
    delivery: "truck",
    "set-up": "concierge-bell",
    "washing-up": "check-check",
  },
  people: false,
  stepFree: false,
  quantity: true,
  mayBeUnlimited: true,
  bySession: false,
  composed: false,
  addons: false,
  startSteps: ["none"],
  naturalSlot: "hour",
  rateUnit: "unit",
  defaults: {
    capacity: 1,
    units: 1,
    rules: {
      stepMinutes: 15,
      minMinutes: 15,
      maxMinutes: 720,
      noticeMinutes: 2880,
      cancelNoticeMinutes: 1440,
      horizonDays: 180,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
    },
    hours: { fromWeekday: 1, toWeekday: 5, opens: 480, closes: 1140 },
  },
  facts: [{ icon: "concierge-bell", attributes: ["sort", "detail"] }],
  capacityNote: null,
  card: { attributes: { sort: "concierge-bell" }, features: 3 },
} as const satisfies Kind;

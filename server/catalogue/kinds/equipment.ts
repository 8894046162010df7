import type { Kind } from "./kind";

/** A thing to take away, of which there may be several alike: as many as are asked for. With parts, it is a kit. */
export const equipment = {
  key: "equipment",
  icon: "projector",
  attributes: {
    model: { type: "text", max: 80 },
    size: { type: "text", max: 60 },
    weight: { type: "decimal", min: 0.01, max: 10_000 },
    power: { type: "text", max: 40 },
  },
  features: {
    case: "briefcase-business",
    cables: "plug",
    battery: "plug-zap",
    manual: "file-text",
    spares: "wrench",
    delivery: "truck",
    outdoors: "sun",
  },
  people: false,
  stepFree: false,
  quantity: true,
  mayBeUnlimited: false,
  bySession: false,
  composed: true,
  addons: true,
  startSteps: ["none", "keys", "check_in"],
  naturalSlot: "day",
  rateUnit: "day",
  defaults: {
    capacity: 1,
    units: 1,
    rules: {
      stepMinutes: 30,
      minMinutes: 60,
      maxMinutes: 10080,
      noticeMinutes: 120,
      cancelNoticeMinutes: 720,
      horizonDays: 90,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
    },
    hours: { fromWeekday: 1, toWeekday: 5, opens: 480, closes: 1140 },
  },
  facts: [
    { icon: "info", attributes: ["model"] },
    { icon: "ruler", attributes: ["size", "weight"] },
    { icon: "plug-zap", attributes: ["power"] },
  ],
  capacityNote: null,
  card: { attributes: { model: "info" }, features: 2 },
} as const satisfies Kind;

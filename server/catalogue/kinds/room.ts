import type { Kind } from "./kind";

/** A room: one unit, booked and paid by the hour. Its capacity counts seats. */
export const room = {
  key: "room",
  icon: "door-open",
  attributes: {
    surface: { type: "decimal", min: 1, max: 100_000 },
    ceiling: { type: "decimal", min: 1, max: 100 },
    floor: { type: "integer", min: -9, max: 99 },
    layouts: { type: "choices", options: ["table", "horseshoe", "classroom", "theatre", "islands", "empty"] },
  },
  features: {
    video: "monitor-play",
    screen: "monitor",
    projector: "projector",
    whiteboard: "presentation",
    flipchart: "pencil-line",
    wifi: "wifi",
    sockets: "plug",
    sound: "speaker",
    "hearing-loop": "speaker",
    blackout: "moon",
    "air-conditioning": "snowflake",
    coffee: "coffee",
    kitchen: "cooking-pot",
    "accessible-toilets": "accessibility",
    parking: "square-parking",
    "bike-parking": "bike",
    outdoors: "sun",
  },
  naturalSlot: "hour",
  rateUnit: "hour",
  defaults: {
    capacity: 10,
    rules: {
      stepMinutes: 30,
      minMinutes: 60,
      maxMinutes: 600,
      noticeMinutes: 120,
      cancelNoticeMinutes: 1440,
      horizonDays: 90,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
    },
    hours: { fromWeekday: 1, toWeekday: 5, opens: 480, closes: 1200 },
  },
  card: { attributes: ["surface"], features: 3 },
} as const satisfies Kind;

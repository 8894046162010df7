/** What one pôle of the demonstration is made of; index.ts turns it into rows. */
export interface DemoPole {
  slug: string;
  name: string;
  territory: string;
  structures: DemoStructure[];
  places: { key: string; name: string; address: string; town: string; access: string }[];
  rooms: DemoRoom[];
  /** Everything that is not a room. */
  things: DemoThing[];
  /** What is made of what, and what goes with it. */
  compositions: DemoComposition[];
  /** E-mail of each member of the pôle's staff, who is also one of its structures' people. */
  managers: string[];
}

export interface DemoStructure {
  slug: string;
  name: string;
  activity: string;
  legalForm: string;
  town: string;
  /** 1 to 6: the colour of its grain. */
  colour: number;
  kind: "member" | "partner" | "observer";
  since: string;
  people: DemoPerson[];
  /** True when the structure and its people are described in another pôle. */
  elsewhere?: boolean;
}

export interface DemoPerson {
  name: string;
  role: "administrator" | "treasurer" | "employee";
  /** Only the demonstration accounts have an address of their own; the others get one from their name. */
  email?: string;
}

/** Opening hours of one weekday (1 = Monday), in hours of the wall clock. */
export type DemoHours = [weekday: number, opens: number, closes: number][];

export type DemoRules = Partial<{
  minMinutes: number;
  maxMinutes: number;
  stepMinutes: number;
  noticeMinutes: number;
  cancelNoticeMinutes: number;
  horizonDays: number;
  bufferAfterMinutes: number;
  /** Who says yes to a request; nobody when absent. */
  approval: "owner" | "manager";
  /** What stays due of a late cancellation. */
  lateCancelPercent: number;
  /** The most that a structure has in a month. */
  quotaMinutes: number;
}>;

export interface DemoRoom {
  key: string;
  name: string;
  structure: string;
  place: string;
  description: string;
  seats: number;
  surface: number;
  ceiling?: number;
  floor: number;
  layout: string;
  accessible: boolean;
  features: string[];
  hours: DemoHours;
  /** Those of November to March, when they are others. */
  winter?: DemoHours;
  /** Weeks from the current one in which it is closed, and why. */
  closed?: { week: number; label: string };
  rules?: DemoRules;
  /** What changes of its prices, after those by the hour and by the day; in cents and minutes. */
  prices?: { halfDay?: number; evening?: number; freeMinutes?: number };
  /** Cents: an hour and a day at most, for a member; others follow (a half more, twice and a half). */
  hourCents: number;
  dayCents: number;
  pictures: { file: string; alt: string; mirrored?: boolean; hue?: number }[];
  /** Who may book it; the pôle's own when left out. */
  openTo?: "pole" | "network" | "public";
  /** How often it is taken, from 0 to 1. */
  demand: number;
}

/** A resource of any kind but rooms. */
export interface DemoThing {
  key: string;
  kind: "workspace" | "vehicle" | "equipment" | "service" | "training" | "software" | "pooled-job";
  name: string;
  structure: string;
  place?: string;
  description: string;
  /** People, where it counts them. */
  capacity?: number;
  features: string[];
  accessible?: boolean;
  /** As the kind's file wants them. */
  attributes: Record<string, string | number>;
  /** One label a unit; "" for none. */
  units: string[];
  unlimited?: boolean;
  startStep?: "none" | "check_in" | "keys" | "odometer" | "timesheet";
  noShowMinutes?: number;
  instructions?: string;
  hours: DemoHours;
  /** Who may book it; the pôle's own when left out. */
  openTo?: "pole" | "network" | "public";
  rules?: DemoRules;
  /** Prices in cents, for a member; see rates in things/rows.ts. */
  rates: Partial<{
    hour: number;
    day: number;
    halfDay: number;
    week: number;
    kilometre: number;
    kilometresIncluded: number;
    unit: number;
    deposit: number;
    atCost: boolean;
  }>;
  pictures?: DemoRoom["pictures"];
  /** What it is taken for. */
  uses: DemoUse[];
  /** Dated sessions, of a training course. */
  sessions?: DemoSession[];
}

/** A use that comes back: at the same hours on some days of the week, by chance, by one structure or by anybody. */
export interface DemoUse {
  title: string;
  weekdays: number[];
  /** Minutes of the day. */
  start: number;
  minutes: number;
  /** From 0 to 1: 1 is every week. */
  chance: number;
  /** A structure's slug; anybody's when absent. */
  structure?: string;
  /** The person's rank among the structure's people. */
  person?: number;
  /** The least and the most units. */
  quantity?: [least: number, most: number];
}

export interface DemoSession {
  /** Weeks from the current one. */
  week: number;
  weekday: number;
  start: number;
  minutes: number;
  title: string;
  /** How full it is, from 0 to 1. */
  full: number;
}

export interface DemoComposition {
  resource: string;
  parts?: { of: string; takes?: number }[];
  addons?: string[];
}

/** The same hours from Monday to Friday, and perhaps Saturday. */
export function weekdays(opens: number, closes: number, saturday?: [opens: number, closes: number]): DemoHours {
  const week: DemoHours = [1, 2, 3, 4, 5].map((day) => [day, opens, closes]);
  return saturday ? [...week, [6, ...saturday]] : week;
}

/** What one pôle of the demonstration is made of; index.ts turns it into rows. */
export interface DemoPole {
  slug: string;
  name: string;
  territory: string;
  structures: DemoStructure[];
  places: { key: string; name: string; address: string; town: string; access: string }[];
  rooms: DemoRoom[];
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
  rules?: Partial<{
    minMinutes: number;
    maxMinutes: number;
    stepMinutes: number;
    noticeMinutes: number;
    cancelNoticeMinutes: number;
    horizonDays: number;
    bufferAfterMinutes: number;
  }>;
  /** Cents: an hour and a day at most, for a member; others follow (a half more, twice and a half). */
  hourCents: number;
  dayCents: number;
  pictures: { file: string; alt: string; mirrored?: boolean; hue?: number }[];
  /** How often it is taken, from 0 to 1. */
  demand: number;
}

/** The same hours from Monday to Friday, and perhaps Saturday. */
export function weekdays(opens: number, closes: number, saturday?: [opens: number, closes: number]): DemoHours {
  const week: DemoHours = [1, 2, 3, 4, 5].map((day) => [day, opens, closes]);
  return saturday ? [...week, [6, ...saturday]] : week;
}

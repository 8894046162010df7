import type { MembershipKind, Role } from "../../server/kernel/actor";

/** The hours of most rooms, and all of every day, in minutes of the wall clock. */
const OFFICE_HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: 480, closes: 1200 }));
const SATURDAY_MORNING = { weekday: 6, opens: 540, closes: 780 };
export const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));

/** Two pôles of one network, in two time zones; `none` is no pôle. */
export const POLES = {
  orme: { slug: "val-d-orme", name: "Pôle du Val d'Orme", timeZone: "Europe/Paris" },
  marais: { slug: "marais", name: "Pôle du Marais", timeZone: "Indian/Reunion" },
} as const;

export type PoleKey = keyof typeof POLES;

export const STRUCTURES = {
  gue: { name: "Les Jardins du Gué", colour: 2, pole: "orme", membership: "member" },
  tablee: { name: "La Grande Tablée", colour: 4, pole: "orme", membership: "member" },
  mairie: { name: "Mairie de Brizac", colour: 1, pole: "orme", membership: "partner" },
  curieux: { name: "Les Curieux", colour: 3, pole: "orme", membership: "observer" },
  radeau: { name: "Le Radeau", colour: 5, pole: "marais", membership: "member" },
  // Of no pôle.
  isolee: { name: "L'Isolée", colour: 6, pole: null, membership: null },
} as const satisfies Record<
  string,
  { name: string; colour: number; pole: PoleKey | null; membership: MembershipKind | null }
>;

export type StructureKey = keyof typeof STRUCTURES;

/** E-mail addresses are `<key>@test.example`, in lower case. `staffOf` makes a manager of that pôle. */
export const PEOPLE: Record<
  | "employee"
  | "colleague"
  | "treasurer"
  | "administrator"
  | "owner"
  | "partner"
  | "observer"
  | "manager"
  | "managerAtGue"
  | "neighbour"
  | "outsider",
  { name: string; structure?: StructureKey; role?: Exclude<Role, "manager">; staffOf?: PoleKey }
> = {
  employee: { name: "Claire Morin", structure: "gue", role: "employee" },
  colleague: { name: "Samir Haddad", structure: "gue", role: "employee" },
  treasurer: { name: "Nadia Ferrand", structure: "gue", role: "treasurer" },
  administrator: { name: "Yves Cordier", structure: "gue", role: "administrator" },
  // The administrator of the structure that owns the rooms.
  owner: { name: "Inès Lacombe", structure: "tablee", role: "administrator" },
  partner: { name: "Paul Besson", structure: "mairie", role: "employee" },
  observer: { name: "Lise Aubry", structure: "curieux", role: "administrator" },
  manager: { name: "Maud Teyssier", staffOf: "orme" },
  managerAtGue: { name: "Hugo Valat", structure: "gue", role: "employee", staffOf: "orme" },
  neighbour: { name: "Joël Payet", structure: "radeau", role: "administrator", staffOf: "marais" },
  outsider: { name: "Rose Malet", structure: "isolee", role: "administrator" },
};

export type PersonKey = keyof typeof PEOPLE;

export interface RoomSpec {
  name: string;
  description?: string;
  owner: StructureKey;
  place: "filature" | "lagon";
  capacity: number;
  kind?: string;
  features?: string[];
  accessible?: boolean;
  /** Names of units, shared by every resource that names them. */
  units: string[];
  takesAllUnits?: boolean;
  hours?: { weekday: number; opens: number; closes: number }[];
  /** Cents an hour and a day at most, by kind of customer. */
  rates?: Partial<Record<"member" | "network" | "outsider", [hour: number, dayCap: number | null]>>;
  rules?: Partial<{
    step_minutes: number;
    min_minutes: number;
    max_minutes: number;
    notice_minutes: number;
    cancel_notice_minutes: number;
    horizon_days: number;
    buffer_before_minutes: number;
    buffer_after_minutes: number;
  }>;
}

export const ROOMS = {
  pressoir: {
    name: "Salle du Pressoir",
    description: "Une longue table devant trois fenêtres",
    owner: "tablee",
    place: "filature",
    capacity: 14,
    features: ["screen", "video"],
    accessible: true,
    units: ["Pressoir"],
    hours: [...OFFICE_HOURS, SATURDAY_MORNING],
    rates: { member: [600, 3600], network: [900, 5400], outsider: [1500, 9000] },
    rules: { cancel_notice_minutes: 1080, min_minutes: 60 },
  },
  etang: {
    name: "Salle de l'Étang",
    owner: "tablee",
    place: "filature",
    capacity: 10,
    features: ["whiteboard"],
    units: ["Étang"],
    hours: OFFICE_HOURS,
    rates: { member: [500, null] },
  },
  // A hall that divides in two: it takes the units of both halves.
  haute: {
    name: "Salle Haute",
    owner: "tablee",
    place: "filature",
    capacity: 60,
    units: ["Haute, jardin", "Haute, cour"],
    hours: OFFICE_HOURS,
    rates: { member: [800, 4800] },
  },
  jardin: {
    name: "Salle Haute, côté jardin",
    owner: "tablee",
    place: "filature",
    capacity: 30,
    units: ["Haute, jardin"],
    hours: OFFICE_HOURS,
  },
  cour: {
    name: "Salle Haute, côté cour",
    owner: "tablee",
    place: "filature",
    capacity: 30,
    units: ["Haute, cour"],
    hours: OFFICE_HOURS,
  },
  // Open day and night, for changes of hour and nights; with time to tidy.
  veille: {
    name: "Studio de veille",
    owner: "gue",
    place: "filature",
    capacity: 4,
    units: ["Veille"],
    hours: ALWAYS,
    rules: {
      step_minutes: 15,
      min_minutes: 15,
      max_minutes: 2880,
      horizon_days: 730,
      buffer_before_minutes: 15,
      buffer_after_minutes: 30,
    },
  },
  projectors: {
    name: "Vidéoprojecteurs",
    owner: "gue",
    place: "filature",
    kind: "equipment",
    capacity: 1,
    units: ["Projecteur 1", "Projecteur 2", "Projecteur 3"],
    takesAllUnits: false,
    hours: ALWAYS,
  },
  // In the other pôle.
  lagon: {
    name: "Case du Lagon",
    owner: "radeau",
    place: "lagon",
    capacity: 20,
    units: ["Lagon"],
    hours: OFFICE_HOURS,
    rates: { member: [400, null] },
  },
} as const satisfies Record<string, RoomSpec>;

export type RoomKey = keyof typeof ROOMS;

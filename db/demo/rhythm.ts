import { addDays, startOfWeek, weekdayOf, type LocalDate } from "../../server/kernel/time";
import { chance } from "./chance";
import type { DemoPole, DemoRoom } from "./describe";
import { hoursOn } from "./opening";

/** A booking of the demonstration, in the pôle's wall clock. */
export interface DemoBooking {
  key: string;
  room: string;
  structure: string;
  /** The person's rank among the structure's people. */
  person: number;
  date: LocalDate;
  /** Minutes of the day. */
  start: number;
  end: number;
  title: string;
  shared: boolean;
  /** Null where people are not counted. */
  attendees: number | null;
  /** Units, 1 when absent. */
  quantity?: number;
  /** The session of a course, by its week. */
  session?: number;
  /** The key of the booking that it goes with. */
  parent?: string;
  cancelled: boolean;
  /** How many hours before its start it was booked. */
  bookedHoursBefore: number;
}

/** Weeks before and after the current one: about four months. */
export const WEEKS_BEFORE = 9;
export const WEEKS_AFTER = 8;

/** What is asked of meetings: their names, and how long they last in minutes. */
const OCCASIONS: [title: string, minutes: number][] = [
  ["Réunion d’équipe", 120],
  ["Conseil d’administration", 150],
  ["Entretiens", 180],
  ["Formation des encadrants", 420],
  ["Atelier numérique", 180],
  ["Assemblée", 180],
  ["Point projet", 60],
  ["Accueil des nouveaux", 90],
  ["Rencontre partenaires", 120],
  ["Permanence", 240],
  ["Bilan de saison", 150],
  ["Groupe de parole", 90],
  ["Cours du soir", 120],
  ["Préparation du budget", 120],
];

/** Standing meetings that every structure's people know by heart. */
const STANDING: {
  room: string;
  structure: string;
  person: number;
  weekday: number;
  start: number;
  end: number;
  title: string;
}[] = [
  {
    room: "salle-du-pressoir",
    structure: "les-jardins-du-gue",
    person: 0,
    weekday: 3,
    start: 540,
    end: 660,
    title: "Réunion d’équipe",
  },
  {
    room: "salle-du-pressoir",
    structure: "mille-metiers",
    person: 2,
    weekday: 1,
    start: 540,
    end: 720,
    title: "Accueil des porteurs de projet",
  },
  {
    room: "salle-haute",
    structure: "universite-populaire",
    person: 0,
    weekday: 2,
    start: 1110,
    end: 1260,
    title: "Conférence du mardi",
  },
  {
    room: "studio",
    structure: "radio-berge",
    person: 1,
    weekday: 4,
    start: 840,
    end: 1020,
    title: "Enregistrement de l’émission",
  },
  {
    room: "salle-de-l-etang",
    structure: "mille-metiers",
    person: 0,
    weekday: 2,
    start: 540,
    end: 690,
    title: "Comité",
  },
  {
    room: "atelier-des-tilleuls",
    structure: "universite-populaire",
    person: 2,
    weekday: 1,
    start: 540,
    end: 720,
    title: "Français langue étrangère",
  },
  {
    room: "atelier-des-tilleuls",
    structure: "universite-populaire",
    person: 2,
    weekday: 4,
    start: 540,
    end: 720,
    title: "Français langue étrangère",
  },
  {
    room: "salle-louise-michel",
    structure: "proche-en-proche",
    person: 0,
    weekday: 1,
    start: 840,
    end: 930,
    title: "Réunion de secteur",
  },
  {
    room: "salle-des-metiers",
    structure: "recyclerie-le-cerceau",
    person: 2,
    weekday: 6,
    start: 600,
    end: 780,
    title: "Atelier de réparation",
  },
  {
    room: "salle-des-acrobates",
    structure: "halles-paysannes",
    person: 2,
    weekday: 3,
    start: 1140,
    end: 1260,
    title: "Yoga des équipes",
  },
  { room: "petit-salon", structure: "tempo", person: 0, weekday: 5, start: 600, end: 720, title: "Point du pôle" },
  {
    room: "la-verriere",
    structure: "bielle-et-compagnie",
    person: 1,
    weekday: 6,
    start: 600,
    end: 900,
    title: "Bourse aux vélos",
  },
];

/** Four months of bookings around `today`, the same for the same day, none overlapping another of its room. */
export function rhythmOf(pole: DemoPole, today: LocalDate): DemoBooking[] {
  const monday = startOfWeek(today);
  return pole.rooms.flatMap((room) => {
    const random = chance(`${pole.slug} ${room.key}`);
    const booked: DemoBooking[] = [];
    for (let week = -WEEKS_BEFORE; week <= WEEKS_AFTER; week += 1) {
      for (let day = 0; day < 7; day += 1) bookDay(pole, room, addDays(monday, week * 7 + day), week, random, booked);
    }
    return booked;
  });
}

function bookDay(
  pole: DemoPole,
  room: DemoRoom,
  date: LocalDate,
  week: number,
  random: () => number,
  booked: DemoBooking[],
): void {
  const weekday = weekdayOf(date);
  const open = hoursOn(room, date, week);
  const busy: [number, number][] = [];
  const add = (booking: Omit<DemoBooking, "key" | "room" | "date">) => {
    busy.push([booking.start, booking.end + (room.rules?.bufferAfterMinutes ?? 0)]);
    booked.push({
      ...booking,
      key: `${pole.slug}/${room.key}/${week}/${weekday}/${booking.start}`,
      room: room.key,
      date,
    });
  };
  for (const meeting of STANDING) {
    if (meeting.room !== room.key || meeting.weekday !== weekday || random() > 0.88) continue;
    if (!open.some(([, opens, closes]) => meeting.start >= opens * 60 && meeting.end <= closes * 60)) continue;
    add({ ...meeting, shared: true, attendees: seats(room, 0.7), cancelled: false, bookedHoursBefore: 24 * 20 });
  }
  // The far future is less booked than next week.
  const demand = room.demand * (weekday === 6 ? 0.5 : 1) * (week > 1 ? Math.max(0.25, 1 - week * 0.1) : 1);
  for (const [, opens, closes] of open) {
    for (let start = opens * 60; start + 60 <= closes * 60; start += 30) {
      if (random() > demand * 0.22 * (start >= 720 && start < 810 ? 0.3 : 1)) continue;
      const occasion = OCCASIONS[Math.floor(random() * OCCASIONS.length)] ?? ["Réunion", 120];
      const longest = Math.min(closes * 60 - start, room.rules?.maxMinutes ?? 720);
      const end = start + Math.min(occasion[1], longest);
      const cancelled = random() < 0.05;
      const structure = pole.structures[Math.floor(random() * pole.structures.length)];
      const people = structure?.people.length ?? 0;
      const buffered = end + (room.rules?.bufferAfterMinutes ?? 0);
      if (!structure || people === 0 || busy.some(([from, to]) => start < to && buffered > from)) continue;
      add({
        structure: structure.slug,
        person: Math.floor(random() * people),
        start,
        end,
        title: random() < 0.75 ? occasion[0] : "",
        shared: random() < 0.45,
        attendees: seats(room, 0.3 + random() * 0.7),
        cancelled,
        bookedHoursBefore: 26 + Math.floor(random() * 24 * 24),
      });
      start = end;
    }
  }
}

function seats(room: DemoRoom, part: number): number {
  return Math.max(2, Math.round(room.seats * part));
}

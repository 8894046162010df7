import type { NeedKind, OpenTo, RefusalReason, Reservation } from "../tenders";

/** A need of the demonstration: what people did with it, in days from today. needs.ts has them do it. */
export interface DemoNeed {
  key: string;
  /** A pôle's slug; the Val d’Orme when left out. */
  pole?: string;
  /** A structure's slug, whose administrator posts it. */
  buyer: string;
  kind: NeedKind;
  title: string;
  summary: string;
  description: string;
  /** A CPV code. */
  trade: string;
  place: string;
  openTo: OpenTo;
  qualityFirst?: boolean;
  wanted?: [from: number, until: number];
  lots: DemoLot[];
  /** Left out: it stays a draft. */
  published?: { ago: number; closes: number };
  questions?: { by: string; question: string; answer: string | null }[];
  addendum?: { words: string; substance: boolean };
  notForUs?: { by: string; reason: RefusalReason }[];
  partnerCalls?: { by: string; words: string }[];
  answers?: DemoAnswer[];
  judged?: DemoJudgement;
  cancelled?: string;
}

export interface DemoLot {
  title: string;
  description: string;
  euros: number | null;
  hidden?: boolean;
  reservedTo?: Reservation;
  hours?: number;
  model: "price" | "balanced" | "responsible" | "none";
}

export interface DemoAnswer {
  by: string;
  says: string;
  /** What it says about each criterion but the price. */
  text: string;
  /** One a lot; null: it does not answer it. */
  lots: ({ euros: number; hours?: number; words?: string } | null)[];
  /** What its lead does in a group. */
  task?: string;
  /** The others of its group, with their part of each lot; the lead's is what is left. */
  group?: { by: string; task: string; euros: number[]; hours?: number[]; invited?: boolean }[];
  /** Still being written. */
  draft?: boolean;
}

export interface DemoJudgement {
  /** Days since it was opened. */
  ago: number;
  until: "opened" | "scoring" | "evaluated" | "proposed" | "decided" | "left";
  /** What the panel gives each answer, of 5, by the structure that answers and the kind of criterion. */
  scores?: Record<string, Record<string, number>>;
  /** Who is proposed for each lot, and why; "left": why nobody is retained for the whole. */
  awards?: { lot: number; by: string; reasons: string }[];
  left?: string;
  contract?: DemoContract;
}

export interface DemoContract {
  /** Days since the last delivery was declared. */
  ago: number;
  /** In days, from its signature on. */
  lasts: number;
  deliveries: { what: string; euros: number; hours: number; waits?: boolean }[];
  /** Once it has ended: what each says of the other, the buyer first. */
  ratings?: [buyer: [stars: number, words: string], winner: [stars: number, words: string]];
  met?: string;
}

import type { LocalDate } from "../kernel/time";
import type { NeedChange } from "./change-rules";

/** A call for answers on criteria; a simple request for quotes; a question who would be interested. */
export const NEED_KINDS = ["call", "quotes", "interest"] as const;
export type NeedKind = (typeof NEED_KINDS)[number];

/** Who may see a need once it is published. */
export const OPENNESS = ["pole", "network", "public"] as const;
export type OpenTo = (typeof OPENNESS)[number];

/** As the database keeps it. That it is closed is not kept: it is a matter of time, see stageOf(). */
export type NeedState =
  | "draft"
  | "published"
  | "opened"
  | "evaluated"
  | "proposed"
  | "awarded"
  | "contracted"
  | "done"
  | "cancelled"
  | "unsuccessful";

/** Structures that a lot is kept for: of the social economy, of work integration, of fair trade, of the territory. */
export const RESERVATIONS = ["ess", "integration", "fair_trade", "local"] as const;
export type Reservation = (typeof RESERVATIONS)[number];

export const CRITERION_KINDS = ["price", "quality", "social", "environment", "proximity", "delay"] as const;
export type CriterionKind = (typeof CRITERION_KINDS)[number];

export interface Criterion {
  readonly id: string;
  readonly lotId: string;
  readonly kind: CriterionKind;
  readonly label: string;
  /** Points of a hundred. */
  readonly weight: number;
  /** The highest score. */
  readonly scale: number;
  /** Under it an answer is not retained. */
  readonly minimum: number | null;
  readonly guideline: string;
}

export interface Lot {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly description: string;
  /** In cents, net of tax; null where there is none, or where it is not shown to who looks. */
  readonly estimateCents: number | null;
  readonly estimateShown: boolean;
  readonly reservedTo: Reservation | null;
  /** Hours of work for people far from employment that an answer promises at least. */
  readonly minimumHours: number;
  readonly unsuccessfulReason: string | null;
  readonly criteria: readonly Criterion[];
}

/** A document of a need, without its bytes. */
export interface NeedFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

export interface Question {
  readonly id: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  /** Asked by the structure acted for. */
  readonly ours: boolean;
}

export interface Addendum {
  readonly number: number;
  readonly words: string;
  readonly changesSubstance: boolean;
  readonly closesAtBefore: Date;
  readonly closesAt: Date;
  readonly at: Date;
  /** What it changed, as it was and as it is; empty where its words alone say it. */
  readonly changes: readonly NeedChange[];
}

/** A need with all that is published with it. */
export interface Need {
  readonly id: string;
  readonly poleId: string;
  readonly buyer: {
    readonly id: string;
    readonly name: string;
    readonly colour: number;
    readonly publicBuyer: boolean;
    /** Where a public buyer publishes what it buys; empty elsewhere. */
    readonly profile: string;
  };
  readonly kind: NeedKind;
  readonly state: NeedState;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  /** CPV codes, eight digits. */
  readonly trades: readonly string[];
  readonly place: string;
  readonly wantedFrom: LocalDate | null;
  readonly wantedUntil: LocalDate | null;
  readonly openTo: OpenTo;
  readonly groupsAllowed: boolean;
  readonly qualityFirst: boolean;
  readonly maxLots: number | null;
  readonly contact: string;
  readonly publishedAt: Date | null;
  readonly questionsUntil: Date | null;
  /** An answer is in before this instant, to the millisecond, by the database's clock. */
  readonly closesAt: Date | null;
  readonly openedAt: Date | null;
  readonly consensusAt: Date | null;
  readonly pricesOpenedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly endReason: string;
  readonly version: number;
  /** Whether the structure acted for is its buyer. */
  readonly ours: boolean;
  /** How many answers are in, for the buyer and the pôle's manager; null for everybody else. */
  readonly answersIn: number | null;
  readonly lots: readonly Lot[];
  readonly files: readonly NeedFile[];
  readonly questions: readonly Question[];
  readonly addenda: readonly Addendum[];
}

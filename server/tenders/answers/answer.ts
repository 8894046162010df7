import type { Reservation } from "../need";

/** Alone; or a group whose members answer for their part, or for the whole. */
export const ANSWER_FORMS = ["alone", "conjoint", "solidaire"] as const;
export type AnswerForm = (typeof ANSWER_FORMS)[number];

/** `invalidated`: an addendum of substance came after it was handed in; it is to be confirmed again. */
export type AnswerState = "draft" | "submitted" | "invalidated" | "withdrawn";

export interface AnswerMember {
  readonly structureId: string;
  readonly name: string;
  readonly colour: number;
  readonly lead: boolean;
  readonly state: "invited" | "accepted" | "refused";
  readonly task: string;
  readonly signedAt: Date | null;
  /** The reserved lots that are for it: what it declared, and whether it is of the need's pôle. */
  readonly fits: readonly Reservation[];
}

/** What is offered for a lot, net of tax. */
export interface AnswerLot {
  readonly lotId: string;
  readonly priceCents: number | null;
  /** Of work for people far from employment. */
  readonly hours: number;
  readonly words: string;
}

export interface AnswerText {
  readonly criterionId: string;
  readonly text: string;
}

export interface AnswerShare {
  readonly structureId: string;
  readonly lotId: string;
  readonly amountCents: number;
  readonly hours: number;
}

/** A file of the draft, without its bytes. */
export interface AnswerFile {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** It tells prices: it is opened with them. */
  readonly priced: boolean;
  readonly sha256: string;
}

/** A line of the register, for those who wrote it. */
export interface Submission {
  readonly id: string;
  readonly number: number;
  /** By the database's clock, to the millisecond. */
  readonly at: Date;
  readonly kind: "submitted" | "replaced" | "reconfirmed" | "withdrawn";
  readonly sha256: string;
}

/** What is typed, and where it stands. */
export interface Answer {
  readonly id: string;
  readonly needId: string;
  readonly structureId: string;
  readonly form: AnswerForm;
  readonly state: AnswerState;
  readonly presentation: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactTelephone: string;
  readonly changedAt: Date;
  /** The line that holds it, while it is in. */
  readonly submissionId: string | null;
  /** Whether what is typed is no longer what was handed in. */
  readonly differs: boolean;
  readonly members: readonly AnswerMember[];
  readonly lots: readonly AnswerLot[];
  readonly texts: readonly AnswerText[];
  readonly shares: readonly AnswerShare[];
  readonly files: readonly AnswerFile[];
  /** Every line about it, oldest first. */
  readonly submissions: readonly Submission[];
}

/** A structure asks ours into its group. */
export interface GroupInvitation {
  readonly answerId: string;
  readonly from: string;
  readonly colour: number;
  readonly message: string;
  readonly task: string;
}

/** "We look for somebody for…" */
export interface PartnerCall {
  readonly structureId: string;
  readonly name: string;
  readonly colour: number;
  readonly words: string;
  readonly ours: boolean;
}

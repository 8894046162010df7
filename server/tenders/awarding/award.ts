import type { LocalDate } from "../../kernel/time";
import type { CriterionPoints, Hundredths, LowPrice, TieBreak } from "../ranking";

/** `dropped`: proposed, then taken back before the decision. */
export type AwardState = "proposed" | "awarded" | "dropped";

/** Who is retained for a lot, as proposed or decided. */
export interface Award {
  readonly id: string;
  readonly lotId: string;
  readonly answerId: string;
  readonly state: AwardState;
  readonly reasons: string;
  /** Its place in the ranking then; null where nothing is ranked. */
  readonly rank: number | null;
  readonly whyNotFirst: string;
  /** Of the register: in cents, net of tax. */
  readonly priceCents: number;
  /** Of work for people far from employment, promised. */
  readonly hours: number;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** An answer that is in for a lot, as the one who chooses sees it. */
export interface Candidate {
  readonly answerId: string;
  /** Its line in the register. */
  readonly number: number;
  /** Of who leads it. */
  readonly name: string;
  readonly colour: number;
  /** Of a group: all of them, the lead first; alone: empty. */
  readonly members: readonly string[];
  /** Null as long as prices are not open. */
  readonly priceCents: number | null;
  readonly hours: number;
  readonly low: LowPrice | null;
  /** Why it is not admissible; null where it is. */
  readonly irregular: string | null;
  readonly criteria: readonly CriterionPoints[];
  /** What the panel says of it, by criterion. */
  readonly words: Readonly<Record<string, string>>;
  readonly total: Hundredths | null;
  /** Null where nothing is ranked, where it is not complete, under a minimum, or irregular. */
  readonly rank: number | null;
  readonly tie: TieBreak | null;
}

/** A lot with who may be retained for it. */
export interface LotToAward {
  readonly lotId: string;
  readonly unsuccessfulReason: string | null;
  /** Best first; of quotes, the lowest price first. */
  readonly candidates: readonly Candidate[];
  /** The proposal or the award that stands. */
  readonly award: Award | null;
}

export interface Contract {
  readonly signedOn: LocalDate;
  readonly startsOn: LocalDate | null;
  readonly endsOn: LocalDate | null;
  readonly amountCents: number;
  readonly hoursPromised: number;
  readonly endedOn: LocalDate | null;
  readonly words: string;
}

export interface Delivery {
  readonly id: string;
  readonly deliveredOn: LocalDate;
  readonly what: string;
  readonly amountCents: number | null;
  readonly hours: number;
  readonly declaredBy: string;
  readonly declaredAt: Date;
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
  readonly refusedBy: string | null;
  readonly refusedReason: string | null;
}

export interface Rating {
  readonly ours: boolean;
  readonly from: string;
  readonly stars: number;
  readonly words: string;
  readonly at: Date;
}

import type { Scope } from "./scopes";

/** What somebody may be in a pôle: staff of the pôle, or a role in the structure acted for. */
export type Role = "manager" | "administrator" | "treasurer" | "employee";

/** The two languages of the interface. */
export type Locale = "fr" | "en";

/** How the structure belongs to the pôle. */
export type MembershipKind = "member" | "partner" | "observer";

/**
 * How somebody comes into a pôle that is not theirs: from another pôle of the network; by the public door, for a structure
 * or as a private person. It is also as whom they pay.
 */
export type GuestKind = "network" | "outsider" | "public";

/** Who acts, for which structure, in which pôle: the first argument of every verb, never ambient. */
export interface Actor {
  readonly personId: string;
  readonly personName: string;
  readonly poleId: string;
  readonly poleSlug: string;
  readonly poleName: string;
  /** IANA name; the wall clock of every rule of the pôle. */
  readonly timeZone: string;
  /** Null for staff of a pôle who act for no structure. */
  readonly structureId: string | null;
  readonly structureName: string | null;
  readonly structureColour: number;
  readonly membership: MembershipKind | null;
  /** Null for who is of this pôle. */
  readonly guest: GuestKind | null;
  /** The pôle of the same network through which a guest comes in; null by the public door. */
  readonly homePoleId: string | null;
  readonly roles: readonly Role[];
  readonly locale: Locale;
  /** What the token that acts is held to; absent: all that the person may. */
  readonly scopes?: readonly Scope[];
}

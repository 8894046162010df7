/** Why a time cannot be booked: shut, at the workshop, kept for somebody, or taken in another calendar. */
export type BlockingKind = "closed" | "maintenance" | "reserved" | "imported";

/**
 * The journals an entry is in: charges (AC), shares, fees and calls (VT), bank (BQ), the rest (OD), opening balances (AN).
 */
export const JOURNALS = ["AC", "VT", "BQ", "OD", "AN"] as const;
export type Journal = (typeof JOURNALS)[number];

/** What stands for an account where entries are written: which one it is, each pôle says (the page of accounts). */
export const BOOK_ROLES = [
  "suppliers",
  "members",
  "disputed",
  "member_advances",
  "calls",
  "subsidies_receivable",
  "subsidies",
  "shares",
  "staff_loan_shares",
  "fees",
  "agent",
  "bank",
  "suspense",
  "pole_own",
  "opening",
] as const;
export type BookRole = (typeof BOOK_ROLES)[number];

/** Those whose every line is on a structure's own account. */
export const ROLES_OF_STRUCTURES: ReadonlySet<BookRole> = new Set<BookRole>(["members", "disputed", "member_advances"]);

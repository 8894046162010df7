/**
 * What a token of the API may be held to, whatever its person may do beside: a display in a hall reads the catalogue,
 * and books nothing. In the order of lists.
 */
export const SCOPES = [
  "catalogue:read",
  "catalogue:write",
  "bookings:read",
  "bookings:write",
  // Yes or no to requests.
  "approvals",
  // Taking things and giving them back, incidents.
  "use",
  // Needs: finding them; posting them, asking about them.
  "needs:read",
  "needs:write",
  // One's own answers to needs, and their groups.
  "answers:read",
  "answers:write",
  // What follows the closing: opening, examining, scoring.
  "judging",
  // Choosing, letters, contracts and what follows them.
  "awarding",
  // Shared costs: pools and keys, charges, budgets, months, statements, disputes.
  "costs",
  // The books: entries, accounts, balances, payments, files for the accountant.
  "ledger",
  "statistics",
  // Secret addresses by which calendar programs read.
  "calendars",
  // Structures, people, settings; tables to bring in.
  "pole:read",
  "pole:write",
] as const;

export type Scope = (typeof SCOPES)[number];

/** Whether this version of the product knows a scope of that name. */
export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}

/** Whether who is held to `held` (null: to nothing) may use what asks for `asked` (null: anybody may). */
export function within(held: readonly Scope[] | null | undefined, asked: Scope | null): boolean {
  return asked === null || held === null || held === undefined || held.includes(asked);
}

/** What is kept of the scopes chosen for a token: all of them are no limit, those to come included. */
export function kept(chosen: readonly Scope[]): Scope[] | null {
  const scopes = SCOPES.filter((scope) => chosen.includes(scope));
  return scopes.length === SCOPES.length ? null : scopes;
}

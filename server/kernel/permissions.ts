import type { Actor, MembershipKind, Role } from "./actor";
import { Forbidden } from "./errors";

/**
 * Who may do what: the whole of it, on one page. `own` means for the structure acted for, `any` for every structure
 * of the pôle. Row-level security is the floor beneath (see docs/decisions/0005-row-level-security.md).
 */
const PERMISSIONS = {
  "catalogue.view": { employee: "any", treasurer: "any", administrator: "any", manager: "any" },
  "catalogue.edit": { administrator: "own", manager: "any" },
  "bookings.view": { employee: "any", treasurer: "any", administrator: "any", manager: "any" },
  "bookings.request": { employee: "own", treasurer: "own", administrator: "own", manager: "own" },
  "bookings.cancel": { employee: "own", treasurer: "own", administrator: "own", manager: "any" },
  "bookings.see-purpose": { employee: "own", treasurer: "own", administrator: "own", manager: "any" },
  // Moving, resizing, changing what was asked.
  "bookings.change": { employee: "own", treasurer: "own", administrator: "own", manager: "any" },
  // Yes or no to a request, by the structure that shares the resource.
  "bookings.decide": { administrator: "own", manager: "any" },
  // Taking it and giving it back.
  "bookings.use": { employee: "own", treasurer: "own", administrator: "own", manager: "any" },
  "incidents.report": { employee: "any", treasurer: "any", administrator: "any", manager: "any" },
  // By the structure that shares the resource.
  "incidents.manage": { administrator: "own", manager: "any" },
  // How much is used and by whom: of one's own resources, of the whole pôle.
  "use.view": { treasurer: "own", administrator: "own", manager: "any" },
  "needs.view": { employee: "any", treasurer: "any", administrator: "any", manager: "any" },
  // Writing a need of one's structure and answering questions about it; putting it out and taking decisions is a promise.
  "needs.write": { employee: "own", treasurer: "own", administrator: "own" },
  "needs.publish": { administrator: "own" },
  // By two persons, of whom the second may be the pôle's manager.
  "needs.open": { administrator: "own", manager: "any" },
  // Who is on the panel is a matter of each need.
  "needs.judge": { employee: "own", treasurer: "own", administrator: "own", manager: "any" },
  "needs.award": { administrator: "own" },
  "answers.write": { employee: "own", treasurer: "own", administrator: "own" },
  // Signing, handing in, taking back: a structure's word.
  "answers.submit": { administrator: "own" },
  // What needs bring to the pôle, and who was introduced to whom.
  "needs.count": { manager: "any" },
  // One's own statement of the shared costs; the manager sees them all.
  "costs.view": { treasurer: "own", administrator: "own", manager: "any" },
  // Cost pools, keys, charges, funding, fees, and the life of a period.
  "costs.manage": { manager: "any" },
  // Declaring what one's structure has paid for the pôle.
  "costs.advance": { employee: "own", treasurer: "own", administrator: "own" },
  "costs.dispute": { treasurer: "own", administrator: "own" },
  // The journal and every balance.
  "ledger.view": { manager: "any" },
  "structure.view": { employee: "own", treasurer: "own", administrator: "own", manager: "any" },
  // A structure may belong to several pôles, and its people act in all of them: no pôle's manager chooses them.
  "structure.invite": { administrator: "own" },
  "structure.edit-people": { administrator: "own" },
  // What it says of itself: a public buyer, of the social economy, of work integration.
  "structure.declare": { administrator: "own", manager: "any" },
  "pole.view-structures": { employee: "any", treasurer: "any", administrator: "any", manager: "any" },
  "pole.invite-structure": { manager: "any" },
  "pole.edit-memberships": { manager: "any" },
  "pole.edit-settings": { manager: "any" },
  "pole.import": { manager: "any" },
} as const satisfies Record<string, Partial<Record<Role, "own" | "any">>>;

/** Something a person may or may not do. */
export type Action = keyof typeof PERMISSIONS;

/** What an observer (a structure that looks before joining) may never do, whatever its people's roles. */
const NOT_FOR_OBSERVERS: ReadonlySet<Action> = new Set<Action>([
  "bookings.request",
  "catalogue.edit",
  "needs.write",
  "needs.publish",
  // Who only looks neither pays for the pôle nor answers for a share of its costs.
  "costs.advance",
  "costs.dispute",
]);

/**
 * All that a guest (of another pôle, of none) may do; on bookings, on those of their own structure alone. Not to report
 * incidents: who answers for a thing, and who else has booked it, is hidden from them in the database, so that nobody
 * would be told. They tell it to the structure that shares it.
 */
const FOR_GUESTS: ReadonlySet<Action> = new Set<Action>([
  "catalogue.view",
  "bookings.view",
  "bookings.request",
  "bookings.cancel",
  "bookings.see-purpose",
  "bookings.change",
  "bookings.use",
  "needs.view",
  "answers.write",
  "answers.submit",
  "structure.declare",
]);

/**
 * Whether `actor` may do `action` on something of structure `ownerId` (left out: on something of its own
 * structure, or on the pôle as a whole).
 */
export function can(actor: Actor, action: Action, ownerId: string | null = actor.structureId): boolean {
  if (actor.guest !== null && !FOR_GUESTS.has(action)) return false;
  if (isObserver(actor.membership) && !actor.roles.includes("manager") && NOT_FOR_OBSERVERS.has(action)) return false;
  const reach: Partial<Record<Role, "own" | "any">> = PERMISSIONS[action];
  // Whoever runs their own pôle runs nothing here.
  const roles = actor.guest === null ? actor.roles : actor.roles.filter((role) => role !== "manager");
  return roles.some(
    (role) => reach[role] === "any" || (reach[role] === "own" && ownerId !== null && ownerId === actor.structureId),
  );
}

/** As can(), but refuses. @throws Forbidden */
export function allow(actor: Actor, action: Action, ownerId: string | null = actor.structureId): void {
  if (!can(actor, action, ownerId)) throw new Forbidden(action);
}

/** Every action, for pages and tests that go through all of them. */
export const ACTIONS = Object.keys(PERMISSIONS) as Action[];

function isObserver(kind: MembershipKind | null): boolean {
  return kind === "observer";
}

import type { Actor } from "../../kernel/actor";
import { Forbidden } from "../../kernel/errors";
import type { Cents } from "../../kernel/money";
import { can } from "../../kernel/permissions";
import { allocationsOf } from "../draft";
import { directPlan, EXACT_PARTIES, type Party, type Transfer } from "../netting-rules";
import { monthOfBooks, type BookMonth } from "../periods/month-of-books";
import type { StructureSums } from "../periods/sums-of-month";
import { namesOf, readingBooks } from "./month";
import { dueOfMonth } from "./statement-of";

/** The pôle itself, among those who pay and receive. */
export const THE_POLE = "pole";

/** Compensation: one amount for each member and month, through the pôle. */
export interface Netting {
  readonly month: BookMonth;
  /** All members for the manager; for a member, its own line alone. By name. */
  readonly lines: readonly (StructureSums & { readonly name: string })[];
  /** For the manager alone. */
  readonly whole: WholeNetting | null;
}

export interface WholeNetting {
  /** What members pay, what they receive (both ≥ 0), what the pôle keeps (positive) or puts in. */
  readonly paidCents: Cents;
  readonly receivedCents: Cents;
  readonly poleCents: Cents;
  /** Each with the pôle: as many transfers as members with anything to settle. */
  readonly throughPole: number;
  /** Members and the pôle among themselves: a proposal. */
  readonly direct: readonly Transfer[];
  /** Whether no plan has fewer transfers: up to sixteen parties. */
  readonly fewest: boolean;
}

/** @throws NotFound for a month that is not; Forbidden for who sees no statement */
export async function nettingOf(actor: Actor, month: string): Promise<Netting> {
  const all = can(actor, "costs.manage");
  if (!all && !can(actor, "costs.view")) throw new Forbidden("costs.view");
  return readingBooks(actor, async (tx) => {
    const books = await monthOfBooks(tx, actor.poleId, month);
    const due = await dueOfMonth(tx, books, await allocationsOf(tx, books));
    const seen = all ? due : due.filter(({ structureId }) => structureId === actor.structureId);
    const names = await namesOf(
      tx,
      seen.map(({ structureId }) => structureId),
    );
    const lines = seen
      .map((line) => ({ ...line, name: names.get(line.structureId) ?? "" }))
      .sort((a, b) => a.name.localeCompare(b.name, "fr"));
    return { month: books, lines, whole: all ? wholeOf(due) : null };
  });
}

/** What all pay and receive, and the plan by which they could settle among themselves. */
export function wholeOf(due: readonly Pick<StructureSums, "structureId" | "netCents">[]): WholeNetting {
  const sum = (cents: readonly Cents[]) => cents.reduce((all, one) => all + one, 0);
  const nets = due.map(({ netCents }) => netCents);
  const paidCents = sum(nets.filter((cents) => cents > 0));
  const poleCents = sum(nets);
  const receivedCents = paidCents - poleCents;
  const parties: Party[] = [
    ...due.map(({ structureId, netCents }) => ({ id: structureId, cents: netCents })),
    { id: THE_POLE, cents: -poleCents },
  ].filter(({ cents }) => cents !== 0);
  return {
    ...{ paidCents, receivedCents, poleCents },
    throughPole: nets.filter((cents) => cents !== 0).length,
    direct: directPlan(parties),
    fewest: parties.length <= EXACT_PARTIES,
  };
}

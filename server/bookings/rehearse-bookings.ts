import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import type { ApprovalRules } from "./approval";
import { bookerOf } from "./booker";
import type { Booking, BookingForm } from "./booking";
import { readCards, type ResourceCard } from "./cards";
import { placeBookings, placing, type RefusalsByRank } from "./place";
import type { BookingProblem, Suggestion } from "./problems";
import { cancellationDeadline } from "./terms";
import { suggest } from "./suggestions";

/** What one of several things asked for together would be now. */
export interface Rehearsed {
  readonly card: ResourceCard;
  /** With the price, and the state that it would have. */
  readonly booking: Booking;
  /** Who would have to say yes, at the latest when; null when nobody does. */
  readonly approvalBy: { readonly who: "owner" | "manager"; readonly until: Date } | null;
  /** Until when it could be cancelled. */
  readonly cancelUntil: Date;
  /** Why it cannot be had, all the others considered, with ways out; null when it can. */
  readonly problem: BookingProblem | null;
  /** The other thing asked for that excludes it, where it could be had alone: one of the two must go or move. */
  readonly excludedBy: string | null;
}

/** Thrown to undo what was only tried. */
class Enough extends Error {}

/** Ways out are looked for this often at most: each needs some questions of its own. */
const MOST_HELPED = 10;

interface Facts {
  readonly id: string;
  readonly approval: ApprovalRules["mode"];
  readonly cancelNoticeMinutes: number;
}

/**
 * What placeBookings() would answer now, for each thing asked for: it is really placed, by the same path, in a
 * transaction that is then undone. Nothing is kept or told. Some ten statements however many things are asked for, and
 * some more for each that cannot be had. A thing whose resource `actor` may not see is null.
 */
export async function rehearseBookings(
  actor: Actor,
  structureId: string,
  asked: readonly BookingForm[],
): Promise<(Rehearsed | null)[]> {
  const ids = [...new Set(asked.map(({ resourceId }) => resourceId))];
  let cards = new Map<string, ResourceCard>();
  let facts: readonly Facts[] = [];
  let decided: readonly Booking[] = [];
  const booker = bookerOf(actor, structureId);
  const known = () => asked.filter(({ resourceId }) => cards.has(resourceId));
  const attempt = await placing(async () => {
    try {
      await inTransaction(actor, async (tx, now) => {
        cards = await readCards(tx, ids);
        facts = await readFacts(tx, ids);
        await placeBookings(tx, booker, known(), now, {
          told: false,
          decided: (bookings) => (decided = bookings),
        });
        throw new Enough();
      });
    } catch (error) {
      if (!(error instanceof Enough)) throw error;
    }
  });
  const refusals: RefusalsByRank = attempt.ok ? new Map() : attempt.problem;
  const problems = await withWaysOut(actor, known(), refusals);
  const nameOf = (id: string | null) => (id === null ? null : (cards.get(id)?.name ?? null));
  const rehearsed = new Map(
    decided.map((booking, rank): [string, Rehearsed] => {
      const { approval, cancelNoticeMinutes } = facts.find(({ id }) => id === booking.resourceId)!;
      const asks = booking.state === "requested" && booking.expiresAt !== null && approval !== "automatic";
      return [
        booking.id,
        {
          card: cards.get(booking.resourceId)!,
          booking,
          approvalBy: asks ? { who: approval, until: booking.expiresAt } : null,
          cancelUntil: cancellationDeadline(booking.start, cancelNoticeMinutes),
          problem: problems.get(rank)?.problem ?? null,
          excludedBy: nameOf(problems.get(rank)?.excludedBy ?? null),
        },
      ];
    }),
  );
  return asked.map(({ id }) => rehearsed.get(id) ?? null);
}

interface Helped {
  readonly problem: BookingProblem;
  /** The resource of the list that excludes it. */
  readonly excludedBy: string | null;
}

/** Refusals by rank, with two or three ways out of each. */
async function withWaysOut(
  actor: Actor,
  asked: readonly BookingForm[],
  refusals: RefusalsByRank,
): Promise<Map<number, Helped>> {
  if (refusals.size === 0) return new Map();
  return inTransaction(actor, async (tx, now) => {
    const problems = new Map<number, Helped>();
    for (const [rank, [first, ...others]] of refusals) {
      const wanted = { ...asked[rank]!, quantity: asked[rank]!.quantity ?? 1 };
      const suggestions = problems.size < MOST_HELPED ? await suggest(tx, actor, wanted, first, now) : [];
      const sharing = await readSharing(tx, asked, suggestions);
      // What another thing of the same list would take is no way out.
      const taker = ({ resourceId, start, end }: Pick<Suggestion, "resourceId" | "start" | "end">) =>
        asked.find(
          (other) =>
            other !== asked[rank] &&
            sharing.has(`${other.resourceId} ${resourceId}`) &&
            other.start < end &&
            start < other.end,
        );
      // The very time asked for is free but for the list itself.
      const same = suggestions.find(
        ({ resourceId, start, end }) =>
          resourceId === wanted.resourceId &&
          start.getTime() === wanted.start.getTime() &&
          end.getTime() === wanted.end.getTime(),
      );
      problems.set(rank, {
        problem: { ...first, others, suggestions: suggestions.filter((one) => one !== same && !taker(one)) },
        excludedBy: same && first.code === "slot_taken" ? (taker(same)?.resourceId ?? null) : null,
      });
    }
    return problems;
  });
}

/** Which of the resources asked for share a unit with which of those asked for or suggested: "one other". */
async function readSharing(
  tx: Tx,
  asked: readonly BookingForm[],
  suggestions: readonly Suggestion[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(asked.map(({ resourceId }) => resourceId))];
  const near = [...new Set([...ids, ...suggestions.map(({ resourceId }) => resourceId)])];
  const { rows } = await sql<{ pair: string }>`
    select distinct a.resource_id || ' ' || b.resource_id as pair
      from resource_units a join resource_units b using (unit_id)
     where a.resource_id = any(${ids}::uuid[]) and b.resource_id = any(${near}::uuid[])`.execute(tx);
  return new Set(rows.map(({ pair }) => pair));
}

async function readFacts(tx: Tx, ids: readonly string[]): Promise<readonly Facts[]> {
  const { rows } = await sql<Facts>`
    select id, approval, cancel_notice_minutes from resources where id = any(${ids}::uuid[])`.execute(tx);
  return rows;
}

import type { Actor } from "../kernel/actor";
import { answerDue } from "./approval";
import type { Bookable } from "./bookable";
import { bookerOf } from "./booker";

/** Who would have to say yes to a booking, and at the latest when. */
export interface ApprovalBy {
  readonly who: "owner" | "manager";
  readonly until: Date;
}

/** The yes that a booking would wait for if the actor asked for it now; null when it would be confirmed at once. */
export function approvalBy(
  { approval, ownerId }: Pick<Bookable, "approval" | "ownerId">,
  actor: Actor,
  start: Date,
  now: Date,
): ApprovalBy | null {
  if (approval.mode === "automatic") return null;
  // Somebody who only looks may act for no structure.
  const { structureId, customer, decides } = bookerOf(actor, actor.structureId ?? "");
  const asking = { structureId, customer, decides: decides(ownerId, approval.mode) };
  const until = answerDue(approval, asking, start, now);
  return until && { who: approval.mode, until };
}

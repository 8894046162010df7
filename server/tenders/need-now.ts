import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { allow } from "../kernel/permissions";
import type { Need } from "./need";
import { readNeed } from "./need-of";

/** A need and the database's clock when it was read: what is left before its closing is told by that clock alone. */
export interface NeedNow {
  readonly need: Need;
  readonly now: Date;
}

/** The page of a need, for whoever may see it. @throws NotFound, Forbidden */
export async function needNow(actor: Actor, id: string): Promise<NeedNow> {
  allow(actor, "needs.view");
  return inTransaction(actor, async (tx, now) => ({ need: await readNeed(tx, actor, id), now }));
}

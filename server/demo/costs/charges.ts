import { addProofs, addRecurring, approveCharges, chargesOf, enterCharge } from "../../costs";
import { addDays, addMonths } from "../../kernel/time";
import type { Actor } from "../../kernel/actor";
import { demoId } from "../../../db/demo/chance";
import { done } from "../done";
import type { Who } from "../people";
import { documentsOf, recurring } from "./documents";
import { poolId } from "./pools";
import { proofOf } from "./proofs";
import type { DemoYear } from "./year";

/** What is missing of the last month, for its manager to find: by pool and label. */
const UNPROVED = ["Électricité", "Péage du minibus"];

/** Has the rent and the subscriptions come by themselves, for three years. */
export async function makeRecurring(manager: Actor, year: DemoYear): Promise<void> {
  const startsOn = year.day(0, 1);
  const endsOn = addDays(addMonths(startsOn, 36), -1);
  for (const { pool, supplier, label, euros, account } of recurring) {
    done(
      await addRecurring(manager, {
        ...{ id: demoId(`recurring ${label}`), poolId: poolId(pool), supplier, label, account, paidBy: null },
        ...{ amountCents: euros * 100, everyMonths: 1, startsOn, endsOn },
      }),
    );
  }
}

/** Enters the documents of a month, with their proofs, and approves all that waits of it. */
export async function enterMonth(manager: Actor, who: Who, year: DemoYear, rank: number): Promise<void> {
  const last = rank === 11;
  const ids: string[] = [];
  for (const { pool, cents, ...document } of documentsOf(year, rank)) {
    const { supplier, label, account, nature = "ordinary", day, months = 1, paper, advancedBy } = document;
    const member = advancedBy ? await who(advancedBy, "treasurer") : null;
    const unproved = last && UNPROVED.includes(label);
    ids.push(
      done(
        await enterCharge(
          member ?? manager,
          {
            ...{
              id: demoId(`charge ${rank} ${pool} ${label}`),
              poolId: poolId(pool),
              supplier,
              label,
              account,
              nature,
            },
            ...{
              amountCents: cents,
              documentOn: year.day(rank, day),
              reference: `${supplier[0]}${rank + 1}-${day}${label.length}`,
            },
            servedFrom: year.day(rank - months + 1, 1),
            servedUntil: year.lastDay(rank),
            proofs: unproved ? [] : [proofOf(paper, label)],
          },
          member ? "advance" : "pole",
        ),
      ),
    );
  }
  const waiting = await chargesOf(manager, { state: "submitted" }, { limit: 100 });
  for (const { id, recurringId, documentOn, label } of waiting.items) {
    if (recurringId === null || documentOn > year.lastDay(rank)) continue;
    done(await addProofs(manager, id, [proofOf("invoice", label)]));
    ids.push(id);
  }
  done(await approveCharges(manager, ids));
}

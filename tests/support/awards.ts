import { newId } from "../../server/kernel/ids";
import type { Published } from "./needs";
import type { World } from "./world";

/** Its one lot is awarded to an answer, at its price and hours; bidders are told unless `told` is false. */
export async function awardLot(
  world: World,
  { needId, lotId }: Published,
  answerId: string,
  { priceCents = 100_000, hours = 10, at = new Date(), told = true } = {},
): Promise<string> {
  const { poleId, personId } = world.actors.owner;
  const id = newId();
  const of = { pole_id: poleId, need_id: needId, answer_id: answerId, lot_id: lotId };
  await world.owner.begin(async (tx) => {
    // As if the award had been proposed and decided then.
    await tx`set local session_replication_role = replica`;
    await tx`insert into awards ${tx({ id, ...of, state: "awarded", reasons: "La meilleure.", price_cents: priceCents, hours, proposed_by: personId, decided_by: personId, proposed_at: at, decided_at: at })}`;
    await tx`update needs set state = 'awarded', decided_at = ${at} where id = ${needId}`;
    if (told) await tx`insert into letters ${tx({ id: newId(), ...of, retained: true, content: tx.json({}), at })}`;
  });
  return id;
}

/** A contract of an award, with one delivery of so many hours that the buyer accepted. */
export async function deliver(
  world: World,
  { needId }: Published,
  awardId: string,
  { hours = 4, on = "2026-11-20", accepted = true } = {},
): Promise<void> {
  const { poleId, personId } = world.actors.owner;
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`insert into contracts ${tx({ award_id: awardId, pole_id: poleId, need_id: needId, signed_on: "2026-11-10", amount_cents: 100_000, hours_promised: 10 })}
      on conflict do nothing`;
    await tx`insert into deliveries ${tx({ id: newId(), pole_id: poleId, award_id: awardId, delivered_on: on, what: "Cent arbres", hours, declared_by: personId, accepted_by: accepted ? personId : null, accepted_at: accepted ? new Date() : null })}`;
  });
}

import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { closeNeed, draftAnswer, openNeed, publishNeed, submitAnswer, type Published } from "./needs";
import type { World } from "./world";

/** A need that was judged: who answered, in the order of the register. */
export interface Judged extends Published {
  readonly answerIds: readonly string[];
}

/** A need that two persons opened, with one answer of each bidder at its price. */
export async function openedNeed(
  world: World,
  bidders: readonly { actor: Actor; priceCents: number }[],
  options: Parameters<typeof publishNeed>[1] = {},
): Promise<Judged> {
  const need = await publishNeed(world, options);
  const answerIds: string[] = [];
  for (const { actor, priceCents } of bidders) {
    const id = await draftAnswer(actor, need, { priceCents, hours: 40 });
    await submitAnswer(actor, need, id);
    answerIds.push(id);
  }
  await closeNeed(world, need);
  await openNeed(need, world.actors.owner, world.actors.manager);
  return { ...need, answerIds };
}

/** The same, judged by a consensus: a score out of 10 for the quality of each. */
export async function judgedNeed(
  world: World,
  bidders: readonly { actor: Actor; priceCents: number; score: number }[],
  options: Parameters<typeof publishNeed>[1] = {},
): Promise<Judged> {
  const need = await openedNeed(world, bidders, options);
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update needs set state = 'evaluated', consensus_at = now() where id = ${need.needId}`;
    await tx`insert into scores ${tx(
      bidders.map(({ actor, score }, rank) => ({
        ...{ id: newId(), pole_id: actor.poleId, need_id: need.needId, answer_id: need.answerIds[rank]! },
        ...{ criterion_id: need.qualityId, value: score },
      })),
    )}`;
  });
  return need;
}

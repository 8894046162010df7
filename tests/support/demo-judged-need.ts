import type postgres from "postgres";
import { newId } from "../../server/kernel/ids";

/** A structure that answered, with somebody who may sign in (`<account>@demo.example`) and give its word. */
export interface DemoBidder {
  readonly name: string;
  readonly account: string;
}

/**
 * In the demonstration's pôle, a need of the structure of administrator@demo.example with one lot, that two others
 * answered (at 1 077 € and 1 000 €), opened and judged: the first is first with its method.
 */
export async function demoJudgedNeed(
  sql: postgres.Sql,
  title: string,
): Promise<{ needId: string; first: DemoBidder; second: DemoBidder }> {
  const [buyer] = await sql<{ poleId: string; structureId: string; personId: string }[]>`
    select m.pole_id as "poleId", m.structure_id as "structureId", p.id as "personId"
      from memberships m join affiliations a using (structure_id) join people p on p.id = a.person_id
      join poles po on po.id = m.pole_id
     where p.email = 'administrator@demo.example' and po.slug = 'val-d-orme'`;
  const others = await sql<{ structureId: string; name: string }[]>`
    select m.structure_id as "structureId", s.name from memberships m join structures s on s.id = m.structure_id
     where m.pole_id = ${buyer!.poleId} and m.kind = 'member' and m.ends_on is null
       and m.structure_id <> ${buyer!.structureId} order by s.name limit 2`;
  const [needId, lotId, priceId, qualityId] = [newId(), newId(), newId(), newId()];
  const ids = { pole_id: buyer!.poleId, need_id: needId };
  const offers = [
    { cents: 107_700, score: 10, words: "Un calendrier clair, des plants d’ici." },
    { cents: 100_000, score: 6, words: "La reprise des plants n’est pas décrite." },
  ];
  const bidders: DemoBidder[] = [];
  await sql.begin(async (tx) => {
    // As if all of it had happened, each step in its time.
    await tx`set local session_replication_role = replica`;
    await tx`insert into needs ${tx({ id: needId, pole_id: buyer!.poleId, structure_id: buyer!.structureId, person_id: buyer!.personId, kind: "call", title, summary: "Une cour plantée où l’on attend et déjeune.", state: "evaluated", published_at: tx`now() - interval '20 days'`, closes_at: tx`date_trunc('milliseconds', now() - interval '3 days')`, opened_at: tx`date_trunc('milliseconds', now() - interval '2 days')`, consensus_at: tx`now() - interval '1 day'` } as never)}`;
    await tx`insert into need_lots ${tx({ ...ids, id: lotId, number: 1, title: "Plantations" })}`;
    await tx`insert into need_criteria ${tx([
      { ...ids, id: priceId, lot_id: lotId, position: 1, kind: "price", weight: 40, label: "Prix" },
      { ...ids, id: qualityId, lot_id: lotId, position: 2, kind: "quality", weight: 60, label: "Méthode" },
    ])}`;
    const [second] = await tx<
      { id: string }[]
    >`select person_id as id from pole_staff where pole_id = ${buyer!.poleId} limit 1`;
    await tx`insert into openings ${tx({ ...ids, first_by: buyer!.personId, second_by: second!.id, opened_at: tx`date_trunc('milliseconds', now() - interval '2 days')` } as never)}`;
    await tx`insert into opening_minutes ${tx({ ...ids, minutes: tx.json([]) })}`;
    for (const [rank, { structureId, name }] of others.entries()) {
      const { cents, score, words } = offers[rank]!;
      const [answerId, submissionId, personId] = [newId(), newId(), newId()];
      const account = `signataire-${personId.slice(-8)}`;
      bidders.push({ name, account });
      const of = { ...ids, answer_id: answerId };
      await tx`insert into people (id, name, email, locale) values (${personId}, 'Nina Roche', ${`${account}@demo.example`}, 'fr')`;
      await tx`insert into passwords (person_id, hash) select ${personId}, w.hash from passwords w join people p on p.id = w.person_id where p.email = 'administrator@demo.example'`;
      await tx`insert into affiliations ${tx({ structure_id: structureId, person_id: personId, role: "administrator" })}`;
      await tx`insert into answers ${tx({ ...ids, id: answerId, structure_id: structureId, person_id: personId, state: "submitted", submission_id: submissionId })}`;
      await tx`insert into answer_members ${tx({ ...of, structure_id: structureId, lead: true, state: "accepted" })}`;
      const content = {
        ...{ form: "alone", lead: structureId, presentation: "", texts: { [qualityId]: "Deux saisons." }, files: [] },
        contact: { name: "Nina Roche", email: "nina@bidder.example", telephone: "" },
        members: [{ structureId, name, lead: true, task: "", signedAt: null }],
        lots: [{ lotId, hours: 40, words: "" }],
      };
      await tx`insert into submissions ${tx({ ...of, id: submissionId, number: rank + 1, at: tx`now() - interval '5 days'`, kind: "submitted", structure_id: structureId, person_id: personId, content: tx.json(content), sha256: "0".repeat(64) } as never)}`;
      await tx`insert into submission_prices ${tx({ ...ids, submission_id: submissionId, prices: tx.json({ [lotId]: { cents, shares: [] } }) })}`;
      await tx`insert into admissions ${tx({ ...of, decision: "admissible", person_id: buyer!.personId })}`;
      await tx`insert into scores ${tx({ ...of, id: newId(), criterion_id: qualityId, value: score, words })}`;
    }
  });
  const [first, second] = bidders;
  if (!first || !second) throw new Error("The demonstration misses members.");
  return { needId, first, second };
}

import type postgres from "postgres";
import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, type LocalDate } from "../../server/kernel/time";

/**
 * A month in review of a journey's own ("2031-05"), far from those of the demonstration: the demonstration's
 * administrator bears 46,88 € of a pool, a quarter of 187,52 €. Answers the address of the statement.
 */
export async function ownMonth(sql: postgres.Sql, month: string, pool: string): Promise<string> {
  const [own] = await sql<{ pole_id: string; structure_id: string; person_id: string }[]>`
    select m.pole_id, m.structure_id, p.id as person_id from memberships m join affiliations a using (structure_id)
      join people p on p.id = a.person_id join poles po on po.id = m.pole_id
     where p.email = 'administrator@demo.example' and po.slug = 'val-d-orme'`;
  if (!own) throw new Error("The demonstration misses its administrator.");
  const { pole_id, structure_id, person_id } = own;
  const [other] = await sql<{ structure_id: string }[]>`
    select structure_id from memberships
     where pole_id = ${pole_id} and structure_id <> ${structure_id} and kind = 'member' and ends_on is null
     order by structure_id limit 1`;
  const startsOn: LocalDate = `${month}-01`;
  const endsOn = addDays(addMonths(startsOn, 1), -1);
  const [poolId, periodId, chargeId] = [newId(), newId(), newId()];
  const key = { type: "weights", weights: { [structure_id]: 1, [other?.structure_id ?? ""]: 3 } };
  const of = { pole_id, person_id };
  await sql`insert into cost_pools ${sql({ id: poolId, pole_id, name: pool, kind: "internet", legal_mode: "out_of_scope", everyone: false })}`;
  for (const id of Object.keys(key.weights)) {
    await sql`insert into pool_participants ${sql({ id: newId(), pole_id, pool_id: poolId, structure_id: id, starts_on: "2020-01-01" })}`;
  }
  await sql`insert into key_versions (id, pole_id, pool_id, number, starts_on, definition, decided, person_id)
    values (${newId()}, ${pole_id}, ${poolId}, 1, '2020-01-01', ${JSON.stringify(key)}::text::jsonb, 'bureau du 12 mars', ${person_id})`;
  await sql`insert into periods ${sql({ id: periodId, pole_id, starts_on: startsOn, ends_on: endsOn })}`;
  await sql`insert into charges ${sql({
    ...{ ...of, id: chargeId, pool_id: poolId, period_id: periodId, structure_id, supplier: "Orme Télécom" },
    ...{ label: "Fibre", amount_cents: 18_752, account: "6262", document_on: startsOn, served_from: startsOn },
    ...{ served_until: endsOn, number: `CH-${month.slice(0, 4)}-${month.slice(5)}01`, state: "approved" },
    ...{ approved_at: new Date(), approved_by: person_id, without_proof: "Prélèvement" },
  })}`;
  const reviewUntil = new Date(Date.now() + 7 * 86_400_000);
  // Out of the order in which months go on: those of the demonstration in between are not its matter.
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update periods set state = 'review', review_until = ${reviewUntil} where id = ${periodId}`;
  });
  await sql`insert into statements ${sql({ pole_id, period_id: periodId, structure_id, number: `${month}-01` })}`;
  return `/poles/val-d-orme/comptes/periodes/${month}/decomptes/${structure_id}`;
}

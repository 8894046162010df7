import type postgres from "postgres";
import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, localDateOf, startOfMonth, type LocalDate } from "../../server/kernel/time";
import type { GeneratedPole } from "./generate";

/** How much a month shares. */
export interface MonthAmounts {
  readonly charges: number;
  readonly members: number;
  /** Of the rooms by whose use the pools are shared, in that month. */
  readonly bookings: number;
}

/** As many whatever the size, so that ten times more is ten times the shares. */
const POOLS = 20;
/** Of them, those of which a part was called before. */
const CALLED = 5;

/**
 * Fills the last whole month of a generated pôle: members, each with its staff; pools shared by the use of two rooms each,
 * a third of them with a fixed part by staff; bookings of these rooms; charges approved and posted; for some pools a call to each. `owner` is a superuser.
 */
export async function generateMonth(
  owner: postgres.Sql,
  { poleId, actor }: GeneratedPole,
  { charges, members, bookings }: MonthAmounts,
): Promise<{ month: string; from: LocalDate; until: LocalDate }> {
  const from = addMonths(startOfMonth(localDateOf(new Date(), actor.timeZone)), -1);
  const until = addDays(addMonths(from, 1), -1);
  const { personId, structureId, poleSlug } = actor;
  const periodId = newId();
  await owner.begin(async (tx) => {
    await tx`
      create temporary table more on commit drop as
      select gen_random_uuid() as id, n from generate_series(1, ${members}::int - (select count(*)::int from memberships where pole_id = ${poleId})) n`;
    await tx`insert into structures (id, slug, name, colour) select id, ${poleSlug} || '-m' || n, 'Membre ' || n, 1 + n % 6 from more`;
    await tx`insert into memberships (pole_id, structure_id, kind, starts_on) select ${poleId}, id, 'member', '2020-01-01' from more`;
    await tx`
      insert into structure_measures (id, pole_id, structure_id, measure, value, starts_on, person_id)
      select gen_random_uuid(), ${poleId}, structure_id, 'fte', 10000 + 2500 * (row_number() over (order by structure_id) % 37), '2020-01-01', ${personId}
        from memberships where pole_id = ${poleId}`;
    await tx`
      create temporary table made_pools on commit drop as
      select gen_random_uuid() as id, n from generate_series(1, ${POOLS}::int) n`;
    await tx`insert into cost_pools (id, pole_id, name, kind, legal_mode) select id, ${poleId}, 'Poste ' || n, 'building', 'out_of_scope' from made_pools`;
    await tx`
      insert into key_versions (id, pole_id, pool_id, number, starts_on, definition, decided, person_id)
      select gen_random_uuid(), ${poleId}, id, 1, '2020-01-01',
             case when n % 3 = 0 then '{"type":"two-part","fixedPoints":3000,"fixed":{"type":"measure","measure":"fte"},"use":{"type":"measure","measure":"minutes"},"idle":"fixed"}'
                  else '{"type":"measure","measure":"minutes"}' end::jsonb, 'Assemblée générale', ${personId} from made_pools`;
    await tx`
      create temporary table made_rooms on commit drop as
      select id, row_number() over (order by name, id) - 1 as n from resources where pole_id = ${poleId} and kind = 'room' limit ${2 * POOLS}`;
    await tx`
      insert into pool_resources (pole_id, pool_id, resource_id)
      select ${poleId}, p.id, r.id from made_pools p join made_rooms r on r.n / 2 = p.n - 1`;
    await tx`
      create temporary table people_of on commit drop as
      select structure_id, row_number() over (order by structure_id) - 1 as n from memberships where pole_id = ${poleId}`;
    await tx`
      insert into bookings (id, pole_id, resource_id, structure_id, person_id, title, starts_at, ends_at, state, price_cents)
      select gen_random_uuid(), ${poleId}, r.id, m.structure_id, ${personId}, 'Réunion', t, t + make_interval(mins => 30 + i % 4 * 15), 'confirmed', 0
        from generate_series(0, ${bookings}::int - 1) i
        join made_rooms r on r.n = i % ${2 * POOLS}::int
        join people_of m on m.n = (i / ${2 * POOLS}::int * 7 + i % ${2 * POOLS}::int * 13) % ${members}::int
       cross join lateral (select (${from}::date + (i % (${until}::date - ${from}::date + 1))) at time zone ${actor.timeZone}
                                  + make_interval(hours => 8 + i % 11) as t) at`;
    await tx`
      insert into periods (id, pole_id, starts_on, ends_on) values (${periodId}, ${poleId}, ${from}, ${until})`;
    await tx`
      create temporary table made_charges on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as entry_id, c as n, p.id as pool_id, 10000 + 371 * c as cents
        from generate_series(1, ${charges}::int) c join made_pools p on p.n = 1 + c % ${POOLS}::int`;
    await tx`
      insert into charges (id, pole_id, pool_id, number, supplier, label, amount_cents, account, document_on, served_from, served_until,
                           state, period_id, without_proof, structure_id, person_id, approved_by, approved_at)
      select id, ${poleId}, pool_id, 'CH-2020-' || lpad(n::text, 4, '0'), 'Fournisseur', 'Facture ' || n, cents, '6068',
             ${from}::date + n % 25, ${from}::date + n % 25, ${from}::date + n % 25, 'approved', ${periodId}, 'Mesure',
             ${structureId}, ${personId}, ${personId}, now() from made_charges order by n`;
    await tx`
      insert into entries (id, pole_id, period_id, journal, date, piece_ref, piece_date, label, source_kind, source_id)
      select entry_id, ${poleId}, ${periodId}, 'AC', ${from}::date + n % 25, 'CH' || n, ${from}::date + n % 25, 'Facture ' || n, 'charge', id
        from made_charges order by n`;
    await tx`
      insert into postings (entry_id, line, pole_id, account_id, pool_id, cents)
      select c.entry_id, l.line, ${poleId}, a.id, c.pool_id, l.sign * c.cents
        from made_charges c cross join (values (1, '6068', 1), (2, '401', -1)) l (line, number, sign)
        join accounts a on a.pole_id = ${poleId} and a.number = l.number order by c.n, l.line`;
    await tx`
      create temporary table made_calls on commit drop as
      select gen_random_uuid() as id, gen_random_uuid() as entry_id, id as pool_id, n from made_pools where n <= ${CALLED}::int`;
    await tx`
      insert into entries (id, pole_id, period_id, journal, date, piece_ref, piece_date, label, source_kind, source_id)
      select entry_id, ${poleId}, ${periodId}, 'VT', ${from}, 'AP' || n, ${from}, 'Appel de provision ' || n, 'call', id from made_calls order by n`;
    await tx`
      insert into postings (entry_id, line, pole_id, account_id, structure_id, pool_id, cents)
      select c.entry_id, 2 * m.n + l.line, ${poleId}, a.id, m.structure_id, c.pool_id, l.cents
        from made_calls c cross join people_of m cross join (values (1, '411', 500), (2, '4191', -500)) l (line, number, cents)
        join accounts a on a.pole_id = ${poleId} and a.number = l.number order by c.n, m.n, l.line`;
    await tx`
      insert into calls (id, pole_id, pool_id, period_id, year, instalment, count, due_on, total_cents, entry_id, person_id)
      select id, ${poleId}, pool_id, ${periodId}, extract(year from ${from}::date), extract(month from ${from}::date), 12, ${until},
             500 * (select count(*) from people_of), entry_id, ${personId} from made_calls`;
    await tx`
      insert into call_shares (pole_id, call_id, structure_id, weight, cents, exact)
      select ${poleId}, c.id, m.structure_id, 1, 500, '500' from made_calls c cross join people_of m`;
  });
  await owner`vacuum (analyze) structures, memberships, structure_measures, bookings, charges, entries, postings, balances, entry_seals,
              cost_pools, key_versions, pool_resources, calls, call_shares`;
  return { month: from.slice(0, 7), from, until };
}

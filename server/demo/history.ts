import type postgres from "postgres";

/** An instant or a day that is kept of a need, and by which column of its table it is found. */
interface Moment {
  readonly table: string;
  readonly column: string;
  readonly day: boolean;
  readonly key: string;
}

/**
 * Makes what happened to a need happen `days` days earlier: every instant and day that is kept of it, within what the
 * register froze too, whose fingerprints are then those of what they hold. Only who owns the tables can.
 */
export type Earlier = (needId: string, days: number) => Promise<void>;

/** Looks once where needs keep time. */
export async function historyOf(sql: postgres.Sql, zone: string): Promise<Earlier> {
  const moments = await sql<Moment[]>`
    select c.table_name as table, c.column_name as column, c.data_type = 'date' as day,
           case when c.table_name = 'needs' then 'id' else k.column_name end as key
      from information_schema.columns c
      left join lateral (
        select column_name from information_schema.columns k
         where k.table_schema = 'public' and k.table_name = c.table_name
           and k.column_name in ('need_id', 'answer_id', 'award_id', 'question_id')
         order by k.column_name = 'need_id' desc, k.column_name limit 1) k on true
     where c.table_schema = 'public' and c.data_type in ('timestamp with time zone', 'date')
       and c.is_generated = 'NEVER' and not (c.table_name = 'needs' and c.column_name like 'wanted%')
       and (c.table_name = 'needs' or k.column_name is not null)`;
  return (needId, days) => (days === 0 ? Promise.resolve() : move(sql, moments, { needId, days, zone }));
}

type What = { needId: string; days: number; zone: string };

async function move(sql: postgres.Sql, moments: readonly Moment[], { needId, days, zone }: What): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const { table, column, day, key } of moments) {
      // The same hour of the wall clock, across a change of hour too.
      const moved = day
        ? tx`${tx(column)} - ${days}::int`
        : tx`((${tx(column)} at time zone ${zone}) - make_interval(days => ${days})) at time zone ${zone}`;
      await tx`update ${tx(table)} set ${tx(column)} = ${moved} where ${whose(tx, key, needId)}`;
    }
    await tx`
      update submissions set content = jsonb_set(content, '{members}', (
        select jsonb_agg(case when m ->> 'signedAt' is null then m else jsonb_set(m, '{signedAt}',
                 to_jsonb((m ->> 'signedAt')::timestamptz - make_interval(days => ${days}))) end)
          from jsonb_array_elements(content -> 'members') m))
       where need_id = ${needId} and content ? 'members'`;
    await tx`
      update submissions s set sha256 = encode(sha256(convert_to(s.content::text || coalesce(
        (select p.prices from submission_prices p where p.submission_id = s.id), '{}')::text, 'UTF8')), 'hex')
       where s.need_id = ${needId}`;
    await tx`
      update opening_minutes set minutes = coalesce((
        select jsonb_agg(m || jsonb_build_object('at', s.at, 'sha256', s.sha256) order by s.number)
          from jsonb_array_elements(minutes) m
          join submissions s on s.need_id = ${needId} and s.number = (m ->> 'number')::int), '[]')
       where need_id = ${needId}`;
  });
}

function whose(tx: postgres.TransactionSql, key: string, needId: string) {
  if (key === "id" || key === "need_id") return tx`${tx(key)} = ${needId}`;
  const of = { answer_id: "answers", award_id: "awards", question_id: "need_questions" }[key] ?? "";
  return tx`${tx(key)} in (select id from ${tx(of)} where need_id = ${needId})`;
}

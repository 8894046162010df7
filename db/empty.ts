import postgres from "postgres";

/**
 * Removes everything that migrations made, data first of all, and cuts the application's connections: they remember
 * tables that are no more. Extensions and the role stay.
 */
export async function emptyDatabase(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      // Whatever is ours in the schema public: what belongs to an extension would come back only with it.
      const ours = await tx<{ command: string }[]>`
        select format('drop table if exists %s cascade', oid::regclass) as command
        from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not exists (
          select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
        union all
        select format('drop routine if exists %s cascade', oid::regprocedure)
        from pg_proc where pronamespace = 'public'::regnamespace and not exists (
          select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
        union all
        select format('drop type if exists %s cascade', oid::regtype)
        from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') and not exists (
          select from pg_depend where classid = 'pg_type'::regclass and objid = pg_type.oid and deptype = 'e')`;
      await tx.unsafe("drop schema if exists app, graphile_worker cascade");
      for (const { command } of ours) await tx.unsafe(command);
    });
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and usename = any(${["grappe_app"]})`;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

import type postgres from "postgres";
import { manifestFingerprint, type Manifest } from "../../costs";

/**
 * Makes what was done in an instant have happened on the days it is told of: documents entered and approved soon after
 * their date, months read, locked and closed in the middle of the next one. The books tell of it too: their entries are
 * sealed again, one after the other, and the manifests of the months say the new hashes. Only who owns the tables can.
 */
export async function moveToTheirDays(sql: postgres.Sql, poleId: string, zone: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    const at = (day: postgres.PendingQuery<postgres.Row[]>, time: string) =>
      tx`least((${day} + ${time}::time) at time zone ${zone}, now())`;
    await tx`update charges set created_at = ${at(tx`document_on + 1`, "10:20")},
                    approved_at = case when approved_at is not null then ${at(tx`document_on + 3`, "11:05")} end
              where pole_id = ${poleId}`;
    await tx`update charge_proofs p set created_at = c.created_at from charges c where c.id = p.charge_id and p.pole_id = ${poleId}`;
    await tx`update use_readings set created_at = ${at(tx`used_on + 1`, "09:40")},
                    validated_at = case when validated_at is not null then ${at(tx`used_on + 2`, "17:15")} end
              where pole_id = ${poleId}`;
    await tx`update periods set created_at = ${at(tx`starts_on`, "07:00")} where pole_id = ${poleId}`;
    await tx`update periods set review_until = ${at(tx`ends_on + 16`, "18:00")}, locked_at = ${at(tx`ends_on + 17`, "10:02")},
                    closed_at = ${at(tx`ends_on + 17`, "10:06")} where pole_id = ${poleId} and state = 'closed'`;
    await tx`update allocations a set at = p.locked_at from periods p where p.id = a.period_id and a.pole_id = ${poleId}`;
    await tx`update frozen_months f set at = p.locked_at from periods p where p.id = f.period_id and f.pole_id = ${poleId}`;
    await tx`update calls set at = ${at(tx`due_on - 12`, "09:00")} where pole_id = ${poleId}`;
    // Those who read their statements, on the days of the review.
    await tx`update statements s
                set told_at = ${at(tx`p.ends_on + 6`, "09:00")}, read_cents = s.told_cents, read_at = ${at(tx`p.ends_on + 8 + (right(s.number, 2)::int % 7)`, "14:30")}, read_by = f.person_id
               from periods p, affiliations f
              where p.id = s.period_id and p.state = 'closed' and s.pole_id = ${poleId} and f.structure_id = s.structure_id and f.role = 'treasurer'`;
    await tx`update statements s set agreed_at = s.read_at + interval '4 minutes', agreed_by = s.read_by, agreed_cents = n.net_cents
               from nettings n, periods p
              where n.period_id = s.period_id and n.structure_id = s.structure_id and p.id = s.period_id and p.state = 'closed'
                and s.pole_id = ${poleId} and s.read_at is not null and n.contested_cents = 0 and right(s.number, 2)::int % 4 <> 0`;
    await tx`update disputes d set filed_at = ${at(tx`p.ends_on + 12`, "16:45")},
                    decided_at = case when decided_at is not null then ${at(tx`p.ends_on + 19`, "11:30")} end
               from periods p where p.id = d.period_id and d.pole_id = ${poleId} and p.state = 'closed'`;
    await tx`update disputes d set filed_at = now() - interval '3 days' from periods p
              where p.id = d.period_id and d.pole_id = ${poleId} and p.state = 'review'`;
    await tellBooks(tx, poleId, zone);
  });
}

/** An entry is posted when what it is of happened, never before the one that precedes it. */
async function tellBooks(tx: postgres.TransactionSql, poleId: string, zone: string): Promise<void> {
  await tx`update entries e set posted_at = t.at from (
             select e.id, max(coalesce(c.approved_at, case when e.source_kind = 'closing' then p.closed_at end,
                          least((e.date + time '11:40') at time zone ${zone}, now()))) over (order by e.position) as at
               from entries e join periods p on p.id = e.period_id left join charges c on c.id = e.source_id
              where e.pole_id = ${poleId}) t
            where t.id = e.id`;
  // Each seal is of the hash before it: one after the other.
  await tx`
    with recursive lines as (
      select e.position, e.id, app.entry_text(e) as text, string_agg(app.posting_text(p, a.number), E'\n' order by p.line) as lines
        from entries e join postings p on p.entry_id = e.id join accounts a on a.id = p.account_id
       where e.pole_id = ${poleId} group by e.id),
    sealed as (
      select l.position, l.id, repeat('0', 64) as before, app.chained_hash(repeat('0', 64), l.text, l.lines) as hash
        from lines l where l.position = 1
      union all
      select l.position, l.id, s.hash, app.chained_hash(s.hash, l.text, l.lines)
        from sealed s join lines l on l.position = s.position + 1)
    update entry_seals e set previous_hash = s.before, hash = s.hash from sealed s where s.id = e.entry_id`;
  await tx`update ledgers l set last_hash = s.hash from entry_seals s
            where l.pole_id = ${poleId} and s.pole_id = l.pole_id and s.position = l.last_position`;
  const months = await tx<{ id: string; manifest: Manifest; hash: string }[]>`
    select p.id, p.manifest, s.hash from periods p
      join entry_seals s on s.pole_id = p.pole_id and s.position = (p.manifest -> 'ledger' ->> 'position')::bigint
     where p.pole_id = ${poleId} and p.state = 'closed' order by p.starts_on`;
  let before: string | null = null;
  for (const { id, manifest, hash } of months) {
    const told: Manifest = { ...manifest, ledger: { ...manifest.ledger, hash }, before };
    before = manifestFingerprint(told);
    await tx`update periods set manifest = ${tx.json(told as never)}, manifest_sha256 = ${before} where id = ${id}`;
  }
}

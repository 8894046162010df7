import { sql } from "kysely";
import type { z } from "zod";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import { callsEmail, feeEmail } from "./money-email";
import { deliver, writeEmail } from "./outbox";
import { MoneyEmailPayload } from "./payloads";
import { isPlainAddress } from "./rules";
import { mailSettings } from "./settings";

type Told = z.infer<typeof MoneyEmailPayload>;

/** Who pays for a structure. */
export interface Payer {
  id: string;
  name: string;
  email: string;
  locale: string | null;
}

/** The structure that is asked, in its pôle. */
export interface Asked {
  structureId: string;
  structureName: string;
  poleId: string;
  poleSlug: string;
  poleName: string;
}

/** What it is asked for, for a pool. */
export interface ToldCall {
  id: string;
  poolName: string;
  year: number;
  dueOn: LocalDate;
  cents: Cents;
}

/** Its fee of a year. */
export interface ToldFee {
  id: string;
  year: number;
  dueOn: LocalDate;
  decided: string;
  cents: Cents;
}

/** Writes to those who pay for a structure what it is asked for, one mail each, and sends it. */
export async function moneyEmail(payload: unknown): Promise<void> {
  const told = MoneyEmailPayload.parse(payload);
  const settings = mailSettings();
  // In the books, in nobody's name: what a structure is asked for is its own matter.
  const ids = await inTransaction({ poleId: told.poleId, structureId: told.structureId, books: true }, async (tx) => {
    const asked = await askedStructure(tx, told);
    if (!asked) return [];
    const written: string[] = [];
    const [calls, fee] = [
      told.kind === "calls" ? await toldCalls(tx, told) : [],
      told.kind === "fee" ? await toldFee(tx, told) : undefined,
    ];
    for (const to of await payersOf(tx, told)) {
      if (calls.length > 0) written.push(await writeEmail(tx, callsEmail(asked, calls, to, settings), settings));
      if (fee) written.push(await writeEmail(tx, feeEmail(asked, fee, to, settings), settings));
    }
    return written;
  });
  for (const id of ids) await deliver(id, settings);
}

async function askedStructure(tx: Tx, { poleId, structureId }: Told): Promise<Asked | undefined> {
  const { rows } = await sql<Asked>`
    select s.id as structure_id, s.name as structure_name, p.id as pole_id, p.slug as pole_slug, p.name as pole_name
      from structures s, poles p where s.id = ${structureId} and p.id = ${poleId}`.execute(tx);
  return rows[0];
}

/** Its treasurers; where it has none, its administrators. */
async function payersOf(tx: Tx, { structureId }: Told): Promise<Payer[]> {
  const { rows } = await sql<Payer & { role: string }>`
    select p.id, p.name, p.email, p.locale, a.role
      from affiliations a join people p on p.id = a.person_id and p.disabled_at is null
     where a.structure_id = ${structureId} and a.ended_at is null and a.role in ('treasurer', 'administrator')
     order by p.id`.execute(tx);
  const reached = rows.filter(({ email }) => isPlainAddress(email));
  const treasurers = reached.filter(({ role }) => role === "treasurer");
  return treasurers.length > 0 ? treasurers : reached;
}

async function toldCalls(tx: Tx, { callIds, structureId }: Extract<Told, { kind: "calls" }>): Promise<ToldCall[]> {
  const { rows } = await sql<ToldCall>`
    select c.id, o.name as pool_name, c.year, c.due_on, s.cents
      from call_shares s join calls c on c.id = s.call_id join cost_pools o on o.id = c.pool_id
     where c.id = any(${callIds}::uuid[]) and s.structure_id = ${structureId} and s.cents > 0
     order by app.fold(o.name), c.id`.execute(tx);
  return rows;
}

async function toldFee(tx: Tx, { scaleId, structureId }: Extract<Told, { kind: "fee" }>): Promise<ToldFee | undefined> {
  const { rows } = await sql<ToldFee>`
    select s.id || case when f.round > 1 then '/' || f.round else '' end as id, s.year, s.due_on, s.decided, f.cents
      from fees f join fee_scales s on s.id = f.scale_id
     where f.scale_id = ${scaleId} and f.structure_id = ${structureId} and f.cents > 0
       and not exists (select from fee_credits c
                        where c.scale_id = f.scale_id and c.structure_id = f.structure_id and c.round = f.round)`.execute(
    tx,
  );
  return rows[0];
}

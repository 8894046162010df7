import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import type { Cents } from "../../kernel/money";
import { can } from "../../kernel/permissions";
import type { ListedCharge } from "./charges-of";
import { holds } from "./change-charge";
import type { Nature } from "./rules";

/** A document that corrects another, or is corrected. */
export interface RelatedCharge {
  readonly id: string;
  readonly number: string | null;
  readonly label: string;
  readonly amountCents: Cents;
}

/** A charge as its page shows it to who looks. */
export interface ChargeSeen extends Omit<ListedCharge, "proofs" | "corrects"> {
  readonly nature: Nature;
  readonly structureId: string | null;
  /** Who entered it, for who keeps the books and for its own structure. */
  readonly personName: string | null;
  readonly structureName: string | null;
  readonly createdAt: Date;
  readonly approvedAt: Date | null;
  readonly approverName: string | null;
  /** Its own month takes nothing any more: it goes, or went, to a later one. */
  readonly late: boolean;
  readonly agent: boolean;
  readonly legalMode: string;
  readonly proofs: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly size: number;
  }[];
  /** Proofs that this reader may not open. */
  readonly hiddenProofs: boolean;
  readonly corrects: RelatedCharge | null;
  readonly corrections: readonly RelatedCharge[];
  readonly can: { readonly edit: boolean; readonly remove: boolean; readonly decide: boolean; readonly prove: boolean };
}

interface Row extends Omit<ChargeSeen, "proofs" | "corrects" | "corrections" | "can"> {
  corrects: string | null;
}

/**
 * One charge: for who keeps the books, for the structure that declared it, and once approved for members who see their
 * statement (it explains it), without who advanced it. @throws NotFound
 */
export async function chargeOf(actor: Actor, id: string): Promise<ChargeSeen> {
  if (!isId(id)) throw new NotFound("charge");
  return inTransaction(actor, async (tx) => {
    const row = await readCharge(tx, actor, id);
    if (!row) throw new NotFound("charge");
    const mine = holds(actor, row);
    if (!mine && !(row.state === "approved" && can(actor, "costs.view"))) throw new NotFound("charge");
    const books = can(actor, "costs.manage");
    const own = row.structureId !== null && row.structureId === actor.structureId;
    const settled = row.state === "approved";
    const related = await readRelated(tx, row);
    const { rows: proofs } = await sql<ChargeSeen["proofs"][number]>`
      select id, name, type, octet_length(bytes) as size from charge_proofs where charge_id = ${id} order by created_at, id`.execute(
      tx,
    );
    return {
      ...row,
      // That another advanced it is between it and the pôle.
      ...(mine || row.paidBy === actor.structureId
        ? {}
        : { paidBy: null, payerName: null, personName: null, structureName: null, approverName: null }),
      proofs,
      ...related,
      can: {
        edit: mine && !settled,
        remove: mine && !settled && (row.structureId === null ? books : own),
        decide: books && row.state === "submitted",
        prove: books || (mine && !settled),
      },
    };
  });
}

async function readCharge(tx: Tx, actor: Actor, id: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select c.id, c.number, c.state, c.supplier, c.reference, c.label, c.amount_cents, c.account, c.nature, c.pool_id,
           p.name as pool_name, p.acts_as = 'agent' as agent, p.legal_mode, c.document_on, c.served_from, c.served_until,
           c.paid_by, s.name as payer_name, m.starts_on as posted_in, c.corrects, c.recurring_id, c.without_proof,
           c.refused_because, c.structure_id, o.name as structure_name, w.name as person_name, a.name as approver_name,
           c.created_at, c.approved_at, c.version, c.proofs_hidden as hidden_proofs,
           coalesce(c.document_on < m.starts_on, exists (
             select from periods x where x.pole_id = c.pole_id and app.takes_no_more(x)
                and x.starts_on >= date_trunc('month', c.document_on)::date)) as late
      from charges_seen c
      join cost_pools p on p.id = c.pool_id
      left join structures s on s.id = c.paid_by
      left join structures o on o.id = c.structure_id
      left join people w on w.id = c.person_id
      left join people a on a.id = c.approved_by
      left join periods m on m.id = c.period_id
     where c.id = ${id} and c.pole_id = ${actor.poleId}`.execute(tx);
  return rows[0];
}

async function readRelated(tx: Tx, row: Row): Promise<Pick<ChargeSeen, "corrects" | "corrections">> {
  const { rows } = await sql<RelatedCharge>`
    select id, number, label, amount_cents from charges_seen
     where id = ${row.corrects} or (corrects = ${row.id} and state = 'approved') order by length(number), number`.execute(
    tx,
  );
  return {
    corrects: rows.find(({ id }) => id === row.corrects) ?? null,
    corrections: rows.filter(({ id }) => id !== row.corrects),
  };
}

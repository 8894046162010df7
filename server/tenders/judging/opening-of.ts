import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Forbidden, NotFound } from "../../kernel/errors";
import { can } from "../../kernel/permissions";
import type { Need } from "../need";
import { readNeed } from "../need-of";

interface Opener {
  readonly id: string;
  readonly name: string;
}

/** How far the opening is: asked by one, done by another. */
export interface Opening {
  readonly first: Opener;
  readonly firstAt: Date;
  readonly second: Opener | null;
  readonly openedAt: Date | null;
}

/** Somebody who may open: an administrator of the buyer, else the pôle's manager. */
export interface MayOpen extends Opener {
  readonly ofBuyer: boolean;
}

/** What the page of the opening tells. */
export interface OpeningOf {
  readonly need: Need;
  /** The database's clock. */
  readonly now: Date;
  readonly opening: Opening | null;
  /** Whether who looks reads what was opened. */
  readonly reads: boolean;
  /** Everybody who may: whether one of them answers is not told, since it would tell who answers. */
  readonly mayOpen: readonly MayOpen[];
}

/** The opening of a need, for its buyer and the pôle's manager. @throws NotFound @throws Forbidden */
export async function openingOf(actor: Actor, needId: string): Promise<OpeningOf> {
  return inTransaction(actor, async (tx, now) => {
    const need = await readNeed(tx, actor, needId);
    if (need.state === "draft" || need.closesAt === null) throw new NotFound("need");
    if (!need.ours && !can(actor, "needs.open", need.buyer.id)) throw new Forbidden("needs.open");
    const { rows } = await sql<{ reads: boolean }>`select app.reads_answers(${need.id}) as reads`.execute(tx);
    const opening = await readOpening(tx, need.id);
    return { need, now, opening, reads: rows[0]?.reads ?? false, mayOpen: await whoMayOpen(tx, need) };
  });
}

/** The same within a transaction; null where nobody asked, or for who may not know. */
export async function readOpening(tx: Tx, needId: string): Promise<Opening | null> {
  const { rows } = await sql<Opening>`
    select jsonb_build_object('id', o.first_by, 'name', f.name) as first, o.first_at as "firstAt",
           case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end as second,
           o.opened_at as "openedAt"
      from openings o join people f on f.id = o.first_by left join people s on s.id = o.second_by
     where o.need_id = ${needId}`.execute(tx);
  return rows[0] ?? null;
}

async function whoMayOpen(tx: Tx, need: Need): Promise<MayOpen[]> {
  const { rows } = await sql<MayOpen>`
    select p.id, p.name, bool_or(w.of_buyer) as "ofBuyer"
      from (select person_id, true as of_buyer from affiliations
             where structure_id = ${need.buyer.id} and role = 'administrator' and ended_at is null
            union all
            select person_id, false from pole_staff where pole_id = ${need.poleId} and ended_at is null) w
      join people p on p.id = w.person_id
     group by p.id, p.name order by bool_or(w.of_buyer) desc, p.name, p.id`.execute(tx);
  return rows;
}

import { sql } from "kysely";
import type { Tx } from "../../db/transaction";
import { newId } from "../kernel/ids";
import { freeSlug, slugOf } from "./rules";

/** What is known of a structure that is made. */
export interface NewStructure {
  readonly name: string;
  /** A private person, who is nobody's structure but their own. */
  readonly individual?: boolean;
  readonly legalForm?: string;
  readonly siret?: string | null;
  /** Declared to be of the social and solidarity economy. */
  readonly ess?: boolean;
  /** Under the law of public buyers. */
  readonly publicBuyer?: boolean;
}

/**
 * A new structure under an address of its own; two that enter at the same instant get two addresses. In the realm of
 * identity only. @returns its id
 */
export async function addStructure(tx: Tx, structure: NewStructure): Promise<string> {
  const id = newId();
  const { name, individual = false, legalForm = "", siret = null, ess = false, publicBuyer = false } = structure;
  for (;;) {
    const { rows } = await sql<{ slug: string }>`
      select slug from structures where starts_with(slug, ${slugOf(name)})`.execute(tx);
    const slug = freeSlug(name, new Set(rows.map((row) => row.slug)));
    // Six colours, in turn: structures met together should not look alike.
    const { numAffectedRows } = await sql`
      insert into structures (id, slug, name, individual, legal_form, siret, ess, public_buyer, colour)
      values (${id}, ${slug}, ${name}, ${individual}, ${legalForm}, ${siret}, ${ess},
              ${publicBuyer}, (select 1 + count(*) % 6 from structures))
      on conflict (slug) do nothing`.execute(tx);
    if (numAffectedRows === 1n) return id;
  }
}

import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { allow } from "../../kernel/permissions";
import type { Manifest } from "./manifest";
import { monthOfBooks, type BookMonth } from "./month-of-books";

/** What a month was closed with, and its fingerprint; null until it is closed. @throws NotFound, Forbidden */
export async function readManifest(
  actor: Actor,
  month: string,
): Promise<{ state: BookMonth["state"]; manifest: Manifest | null; sha256: string | null }> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx) => {
    const { id, state } = await monthOfBooks(tx, actor.poleId, month);
    const { rows } = await sql<{ manifest: Manifest | null; sha256: string | null }>`
      select manifest, manifest_sha256 as sha256 from periods where id = ${id}`.execute(tx);
    return { state, manifest: rows[0]?.manifest ?? null, sha256: rows[0]?.sha256 ?? null };
  });
}

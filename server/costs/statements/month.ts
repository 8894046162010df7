import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { allow, can, type Action } from "../../kernel/permissions";

/** Whose statement of which month: "2026-10", and a structure's id. */
export interface StatementKey {
  readonly month: string;
  readonly structureId: string;
}

/**
 * Refuses who may not see, or dispute, a structure's statement: another's is not found, whatever one is in one's own.
 * @throws NotFound, Forbidden
 */
export function allowStatement(
  actor: Actor,
  action: Extract<Action, "costs.view" | "costs.dispute">,
  structureId: string,
): void {
  if (!isId(structureId) || (structureId !== actor.structureId && !can(actor, "costs.manage"))) {
    throw new NotFound("structure");
  }
  allow(actor, action, structureId);
}

/**
 * Reads the books of the actor's pôle whole, in nobody's name: a statement must round as everybody's. What comes of it
 * goes no further than who it is for, and nothing can be written meanwhile.
 */
export function readingBooks<T>(
  { poleId }: Pick<Actor, "poleId">,
  work: (tx: Tx, now: Date) => Promise<T>,
): Promise<T> {
  return inTransaction({ poleId, books: true, readOnly: true }, work);
}

/** Names of structures by id. */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from structures where id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

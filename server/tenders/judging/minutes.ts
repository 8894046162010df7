import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import type { PricesIn } from "../answers/receipts";
import type { Need } from "../need";
import { readOpening, type Opening } from "./opening-of";
import { readOpened } from "./reading";

/** An answer as the minutes found it. */
export interface MinutesLine {
  /** Of the register. */
  readonly number: number;
  readonly at: Date;
  readonly answerId: string;
  readonly sha256: string;
  readonly name: string;
  /** All of a group, its lead first; one name for who answers alone. */
  readonly members: readonly string[];
  /** By lot, in cents; null where prices were not opened then, because quality comes first. */
  readonly prices: PricesIn | null;
}

/** A line of the register: what was done, never what it holds. */
export interface RegisterLine {
  readonly number: number;
  readonly at: Date;
  readonly kind: "submitted" | "replaced" | "reconfirmed" | "withdrawn";
  readonly answerId: string;
  readonly name: string;
  readonly sha256: string;
  /**
   * What became of it: opened; replaced by a later line; taken back (and the line that took it back); not confirmed
   * after a change of the need, so that it was not opened.
   */
  readonly fate: "counts" | "replaced" | "withdrawn" | "withdrawal" | "unconfirmed";
  /** Whether its fingerprint, reckoned again now, is the one that was kept. */
  readonly intact: boolean;
}

/** What the two persons found, as the database wrote it at that instant. */
export interface Minutes {
  readonly need: Need;
  readonly opening: Opening;
  readonly lines: readonly MinutesLine[];
  readonly register: readonly RegisterLine[];
}

/** The minutes of an opening, with the register, for who reads the answers. @throws NotFound @throws Forbidden */
export async function minutesOf(actor: Actor, needId: string): Promise<Minutes> {
  return inTransaction(actor, async (tx) => {
    const need = await readOpened(tx, actor, needId);
    const { rows } = await sql<{ minutes: (Omit<MinutesLine, "at"> & { at: string })[] }>`
      select minutes from opening_minutes where need_id = ${need.id}`.execute(tx);
    const opening = await readOpening(tx, need.id);
    if (!rows[0] || !opening) throw new NotFound("opening");
    const lines = rows[0].minutes.map((line) => ({ ...line, at: new Date(line.at) }));
    return { need, opening, lines, register: await readRegister(tx, need.id) };
  });
}

/** The register of a need, once it is opened. @throws NotFound @throws Forbidden */
export async function registerOf(
  actor: Actor,
  needId: string,
): Promise<{ readonly need: Need; readonly register: readonly RegisterLine[] }> {
  return inTransaction(actor, async (tx) => {
    const need = await readOpened(tx, actor, needId);
    return { need, register: await readRegister(tx, need.id) };
  });
}

async function readRegister(tx: Tx, needId: string): Promise<RegisterLine[]> {
  const { rows } = await sql<RegisterLine>`
    select number, at, kind, answer_id as "answerId", name, sha256, fate, intact from app.register_of(${needId})
     order by number`.execute(tx);
  return rows;
}

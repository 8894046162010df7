import { sql } from "kysely";
import { inTransaction, violatedConstraint, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId, newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { nextCode, settle, type OpenLine } from "./lettering-rules";

/** A posting, as forms and pages name it: its entry's id, a slash, its line. */
export type PostingKey = string;

const LETTER_PROBLEMS = ["letter_settles", "lettered_once"] as const;
/** Why lines cannot be lettered: they do not make zero on one account; one is lettered already. */
export type LetterProblem = { code: (typeof LETTER_PROBLEMS)[number] };

/** A letter, as it was given. */
export type Lettering = { id: string; code: string };

/** Marks that `keys`, of one account of a structure, settle each other. @throws NotFound */
export async function letterPostings(
  actor: Actor,
  keys: readonly PostingKey[],
): Promise<Outcome<Lettering, LetterProblem>> {
  allow(actor, "costs.manage");
  const named = keys.map(readKey).filter((key) => key !== null);
  try {
    return await inTransaction(actor, async (tx) => {
      await sql`select app.lock_ledger()`.execute(tx);
      const [first] = named;
      if (!first || named.length < 2) return refused({ code: "letter_settles" as const });
      const of = await tx
        .selectFrom("postings")
        .select(["accountId", "structureId"])
        .where("poleId", "=", actor.poleId)
        .where("entryId", "=", first.entryId)
        .where("line", "=", first.line)
        .executeTakeFirst();
      if (!of) throw new NotFound();
      const lettering = await letter(tx, { ...of, poleId: actor.poleId, personId: actor.personId, automatic: false }, [
        named,
      ]);
      return lettering ? done(lettering) : refused({ code: "letter_settles" as const });
    });
  } catch (error) {
    const code = LETTER_PROBLEMS.find((problem) => problem === violatedConstraint(error));
    if (code) return refused({ code });
    throw error;
  }
}

/** Takes a letter off its lines. @throws NotFound */
export async function undoLettering(actor: Actor, letteringId: string): Promise<{ structureId: string | null }> {
  allow(actor, "costs.manage");
  if (!isId(letteringId)) throw new NotFound();
  return inTransaction(actor, async (tx) => {
    const row = await tx
      .deleteFrom("letterings")
      .where("poleId", "=", actor.poleId)
      .where("id", "=", letteringId)
      .returning("structureId")
      .executeTakeFirst();
    if (!row) throw new NotFound();
    return row;
  });
}

/** Letters what settles exactly on the accounts of a structure. @returns how many letters were given @throws NotFound */
export async function letterAutomatically(actor: Actor, structureId: string): Promise<number> {
  allow(actor, "costs.manage");
  if (!isId(structureId)) throw new NotFound();
  return inTransaction(actor, async (tx) => {
    const member = await tx
      .selectFrom("memberships")
      .select("structureId")
      .where("poleId", "=", actor.poleId)
      .where("structureId", "=", structureId)
      .executeTakeFirst();
    if (!member) throw new NotFound();
    return settleAccounts(tx, actor.poleId, structureId, actor.personId);
  });
}

/** The same, in a transaction that has just posted. */
export async function settleAccounts(
  tx: Tx,
  poleId: string,
  structureId: string,
  personId: string | null,
): Promise<number> {
  await sql`select app.lock_ledger()`.execute(tx);
  const rows = await tx
    .selectFrom("postings as p")
    .innerJoin("entries as e", "e.id", "p.entryId")
    .leftJoin("letteredPostings as l", (on) => on.onRef("l.entryId", "=", "p.entryId").onRef("l.line", "=", "p.line"))
    .select(["p.entryId", "p.line", "p.accountId", "p.cents", "p.date", "e.pieceRef", "e.sourceId"])
    .where("p.poleId", "=", poleId)
    .where("p.auxiliary", "=", true)
    .where("p.structureId", "=", structureId)
    .where("l.letteringId", "is", null)
    .execute();
  const byAccount = new Map<string, OpenLine[]>();
  for (const { accountId, entryId, line, cents, date, pieceRef, sourceId } of rows) {
    const open = { id: `${entryId}/${line}`, cents, date, document: sourceId ?? pieceRef };
    byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), open]);
  }
  let count = 0;
  for (const [accountId, open] of byAccount) {
    const groups = settle(open).map((group) => group.map(readKey).filter((key) => key !== null));
    if (groups.length === 0) continue;
    await letter(tx, { poleId, accountId, structureId, personId, automatic: true }, groups);
    count += groups.length;
  }
  return count;
}

/** Gives each group a letter. @returns the last one */
async function letter(
  tx: Tx,
  of: { poleId: string; accountId: string; structureId: string | null; personId: string | null; automatic: boolean },
  groups: readonly { entryId: string; line: number }[][],
): Promise<Lettering | undefined> {
  const last = await tx
    .selectFrom("letterings")
    .select("code")
    .where("accountId", "=", of.accountId)
    .where("structureId", of.structureId === null ? "is" : "=", of.structureId)
    .orderBy(sql`length(code)`, "desc")
    .orderBy("code", "desc")
    .limit(1)
    .executeTakeFirst();
  let code: string | null = last?.code ?? null;
  const letterings = groups.map(() => ({ ...of, id: newId(), code: (code = nextCode(code)) }));
  await tx.insertInto("letterings").values(letterings).execute();
  await tx
    .insertInto("letteredPostings")
    .values(
      letterings.flatMap(({ id }, index) =>
        (groups[index] ?? []).map((key) => ({ ...key, poleId: of.poleId, letteringId: id })),
      ),
    )
    .execute();
  await sql`set constraints check_lettering immediate`.execute(tx);
  await sql`set constraints check_lettering deferred`.execute(tx);
  const given = letterings.at(-1);
  return given && { id: given.id, code: given.code };
}

function readKey(key: PostingKey): { entryId: string; line: number } | null {
  const [entryId, line] = key.split("/");
  return isId(entryId) && /^\d{1,4}$/.test(line ?? "") ? { entryId, line: Number(line) } : null;
}

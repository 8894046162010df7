import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { Conflict, NotFound } from "../../kernel/errors";
import { isId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { localDateOf, type LocalDate } from "../../kernel/time";

/** Two structures that the pôle made meet: where needs come from. */
export interface Introduction {
  readonly id: string;
  readonly structure: { readonly id: string; readonly name: string };
  readonly other: { readonly id: string; readonly name: string };
  readonly metOn: LocalDate;
  readonly about: string;
  /** The need that came of it. */
  readonly need: { readonly id: string; readonly title: string } | null;
}

export interface IntroductionForm {
  readonly structureId: string;
  readonly otherId: string;
  readonly metOn: LocalDate;
  readonly about: string;
  readonly needId: string | null;
}

/** Why an introduction is not taken as it was typed; the name of the field it stands beside comes with it. */
export type IntroductionProblem =
  | { readonly code: "same_structure"; readonly field: "other" }
  | { readonly code: "not_a_structure"; readonly field: "structure" | "other" }
  | { readonly code: "not_yet"; readonly field: "metOn" }
  | { readonly code: "not_a_need"; readonly field: "need" };

const SHOWN = sql`
  select i.id, i.met_on as "metOn", i.about, jsonb_build_object('id', s.id, 'name', s.name) as structure,
         jsonb_build_object('id', o.id, 'name', o.name) as other,
         case when n.id is not null then jsonb_build_object('id', n.id, 'title', n.title) end as need
    from introductions i join structures s on s.id = i.structure_id join structures o on o.id = i.other_id
    left join needs n on n.id = i.need_id`;

/** The introductions of a year, the last first. @throws Forbidden */
export async function introductionsOfYear(actor: Actor, year: number): Promise<Introduction[]> {
  allow(actor, "needs.count");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<Introduction>`${SHOWN}
       where i.pole_id = ${actor.poleId} and i.met_on >= ${`${year}-01-01`}::date and i.met_on < ${`${year + 1}-01-01`}::date
       order by i.met_on desc, i.at desc, i.id`.execute(tx);
    return rows;
  });
}

/** One of them. @throws NotFound, Forbidden */
export async function introductionOf(actor: Actor, id: string): Promise<Introduction> {
  allow(actor, "needs.count");
  return inTransaction(actor, (tx) => readIntroduction(tx, actor, id));
}

async function readIntroduction(tx: Tx, actor: Actor, id: string): Promise<Introduction> {
  if (!isId(id)) throw new NotFound("introduction");
  const { rows } = await sql<Introduction>`${SHOWN} where i.pole_id = ${actor.poleId} and i.id = ${id}`.execute(tx);
  if (!rows[0]) throw new NotFound("introduction");
  return rows[0];
}

/** What an introduction may name: the structures of the pôle by name, and its needs, the last published first. */
export async function introducible(actor: Actor): Promise<{
  structures: { id: string; name: string }[];
  needs: { id: string; title: string; buyer: string }[];
}> {
  allow(actor, "needs.count");
  return inTransaction(actor, async (tx) => {
    const structures = await sql<{ id: string; name: string }>`
      select s.id, s.name from structures s join memberships m on m.structure_id = s.id
       where m.pole_id = ${actor.poleId} order by app.fold(s.name), s.id`.execute(tx);
    const needs = await sql<{ id: string; title: string; buyer: string }>`
      select n.id, n.title, s.name as buyer from needs n join structures s on s.id = n.structure_id
       where n.pole_id = ${actor.poleId} and n.published_at is not null order by n.published_at desc, n.id limit 200`.execute(
      tx,
    );
    return { structures: structures.rows, needs: needs.rows };
  });
}

/**
 * Writes down that the pôle made two of its structures meet. `id` is made by whoever asks: the same form sent twice is
 * one introduction. @throws Forbidden; Conflict for the id of another
 */
export async function recordIntroduction(
  actor: Actor,
  { id, ...form }: IntroductionForm & { readonly id: string },
): Promise<Outcome<string, IntroductionProblem>> {
  allow(actor, "needs.count");
  return inTransaction(actor, async (tx, now) => {
    const problem = await problemOf(tx, actor, form, localDateOf(now, actor.timeZone));
    if (problem) return refused(problem);
    const added = await tx
      .insertInto("introductions")
      .values({ id, poleId: actor.poleId, personId: actor.personId, ...form })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (added) return done(id);
    const { structure, other, metOn } = await readIntroduction(tx, actor, id).catch(() => {
      throw new Conflict("already_exists");
    });
    if (structure.id === form.structureId && other.id === form.otherId && metOn === form.metOn) return done(id);
    throw new Conflict("already_exists");
  });
}

/** Puts right what it was about, and says which need came of it. @throws NotFound, Forbidden */
export async function editIntroduction(
  actor: Actor,
  id: string,
  { about, needId }: Pick<IntroductionForm, "about" | "needId">,
): Promise<Outcome<string, IntroductionProblem>> {
  allow(actor, "needs.count");
  return inTransaction(actor, async (tx) => {
    await readIntroduction(tx, actor, id);
    if (needId !== null && !(await isNeed(tx, actor, needId))) return refused({ code: "not_a_need", field: "need" });
    await tx.updateTable("introductions").set({ about, needId }).where("id", "=", id).execute();
    return done(id);
  });
}

/** Takes it off: it is counted no longer. Twice is once. @throws Forbidden */
export async function removeIntroduction(actor: Actor, id: string): Promise<void> {
  allow(actor, "needs.count");
  await inTransaction(actor, async (tx) => {
    await readIntroduction(tx, actor, id);
    await tx.deleteFrom("introductions").where("poleId", "=", actor.poleId).where("id", "=", id).execute();
  });
}

async function problemOf(
  tx: Tx,
  actor: Actor,
  { structureId, otherId, metOn, needId }: IntroductionForm,
  today: LocalDate,
): Promise<IntroductionProblem | null> {
  if (structureId === otherId) return { code: "same_structure", field: "other" };
  if (!isId(structureId)) return { code: "not_a_structure", field: "structure" };
  if (!isId(otherId)) return { code: "not_a_structure", field: "other" };
  const members = await tx
    .selectFrom("memberships")
    .select("structureId")
    .where("poleId", "=", actor.poleId)
    .where("structureId", "in", [structureId, otherId])
    .execute();
  const known = new Set(members.map((member) => member.structureId));
  if (!known.has(structureId)) return { code: "not_a_structure", field: "structure" };
  if (!known.has(otherId)) return { code: "not_a_structure", field: "other" };
  if (metOn > today) return { code: "not_yet", field: "metOn" };
  if (needId !== null && !(await isNeed(tx, actor, needId))) return { code: "not_a_need", field: "need" };
  return null;
}

async function isNeed(tx: Tx, { poleId }: Actor, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const { rows } = await sql`
    select from needs where pole_id = ${poleId} and id = ${id} and published_at is not null`.execute(tx);
  return rows.length > 0;
}

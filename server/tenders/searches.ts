import { sql } from "kysely";
import { asIdentity, inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { Conflict, NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { allow } from "../kernel/permissions";
import { readNeedFilters, type NeedFilters } from "./filters";

/** When what a search finds is told by e-mail: as soon as it is out, on Mondays, not at all. */
export const FREQUENCIES = ["immediate", "weekly", "never"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** How many searches somebody may keep in a pôle. */
export const MOST_SEARCHES = 20;

/** A search that somebody keeps, as it is typed. */
export interface SearchForm {
  readonly name: string;
  readonly filters: NeedFilters;
  readonly frequency: Frequency;
}

/** A search that somebody keeps. */
export interface KeptSearch extends SearchForm {
  readonly id: string;
  readonly createdAt: Date;
}

/** Why a search is not kept. */
export type SearchProblem = "too_many_searches";

/** The searches that somebody keeps in a pôle, the oldest first. @throws Forbidden */
export async function searchesOf(actor: Actor): Promise<readonly KeptSearch[]> {
  allow(actor, "needs.view");
  return inTransaction(actor, async (tx) => {
    const rows = await select(tx).orderBy("createdAt").orderBy("id").execute();
    return rows.map(searchOf);
  });
}

/** One of them. @throws NotFound for somebody else's */
export async function searchOfOwn(actor: Actor, id: string): Promise<KeptSearch> {
  allow(actor, "needs.view");
  return inTransaction(actor, (tx) => readSearch(tx, id));
}

/**
 * Keeps a search; `id` is made by the form, which sent twice keeps one. What is open already is not told: it is on the
 * page that one comes from. @throws Conflict for somebody else's id
 */
export async function keepSearch(
  actor: Actor,
  { id, ...search }: SearchForm & { readonly id: string },
): Promise<Outcome<string, SearchProblem>> {
  allow(actor, "needs.view");
  return inTransaction(actor, async (tx) => {
    // One at a time for a person: the limit counts what is there.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`searches ${actor.personId}`}, 0))`.execute(tx);
    const known = await select(tx).execute();
    if (known.some((each) => each.id === id)) return done(id);
    if (known.length >= MOST_SEARCHES) return refused("too_many_searches");
    const added = await tx
      .insertInto("needSearches")
      .values({
        id,
        poleId: actor.poleId,
        personId: actor.personId,
        structureId: actor.structureId,
        ...columns(search),
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!added) throw new Conflict("already_exists");
    return done(id);
  });
}

/** Changes a search: from now on it tells of what is put out from now on. @throws NotFound */
export async function editSearch(actor: Actor, id: string, search: SearchForm): Promise<void> {
  allow(actor, "needs.view");
  await inTransaction(actor, async (tx) => {
    const { filters, frequency } = await readSearch(tx, id);
    const asksElse = JSON.stringify(filters) !== JSON.stringify(readNeedFilters(kept(search.filters)));
    const wakes = frequency === "never" && search.frequency !== "never";
    await tx
      .updateTable("needSearches")
      .set({ ...columns(search), ...(asksElse || wakes ? { toldUntil: sql<Date>`now()` } : {}) })
      .where("id", "=", id)
      .execute();
  });
}

/** Forgets a search. @throws NotFound */
export async function removeSearch(actor: Actor, id: string): Promise<void> {
  allow(actor, "needs.view");
  await inTransaction(actor, async (tx) => {
    await readSearch(tx, id);
    await tx.deleteFrom("needSearches").where("id", "=", id).execute();
  });
}

/** What the link of a mail stops, for whoever holds it; null for one that is gone, or never was. */
export async function searchOfLink(token: string): Promise<{ name: string; stopped: boolean } | null> {
  if (!isId(token)) return null;
  const { rows } = await asIdentity((tx) =>
    sql<{ name: string; stopped: boolean }>`select * from app.search_of_link(${token})`.execute(tx),
  );
  return rows[0] ?? null;
}

/** Stops the mails of a search, for whoever holds its link; the search is kept. */
export async function stopSearch(token: string): Promise<void> {
  if (isId(token)) await asIdentity((tx) => sql`select app.stop_search(${token}, true)`.execute(tx));
}

/** A search within the scope of its owner. @throws NotFound */
export async function readSearch(
  tx: Tx,
  id: string,
): Promise<KeptSearch & Pick<Row, "toldUntil" | "stopToken" | "structureId">> {
  const row = isId(id) ? await select(tx).where("id", "=", id).executeTakeFirst() : undefined;
  if (!row) throw new NotFound("search");
  const { toldUntil, stopToken, structureId } = row;
  return { ...searchOf(row), toldUntil, stopToken, structureId };
}

/** Row-level security leaves one's own, of this pôle. */
const select = (tx: Tx) => tx.selectFrom("needSearches").selectAll();

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

function searchOf({ id, name, filters, frequency, createdAt }: Row): KeptSearch {
  return {
    ...{ id, name, createdAt, frequency: frequency as Frequency },
    filters: readNeedFilters(filters as Record<string, unknown>),
  };
}

function columns({ name, filters, frequency }: SearchForm) {
  return { name, frequency, filters: sql<string>`${JSON.stringify(kept(filters))}::text::jsonb` };
}

/** What is kept of filters: what they ask for. Within how many days is of the day one looks. */
function kept({ list: _list, within: _within, ...filters }: NeedFilters): Partial<NeedFilters> {
  return Object.fromEntries(Object.entries(filters).filter(([, asked]) => asked !== null && asked !== ""));
}

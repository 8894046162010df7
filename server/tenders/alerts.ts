import { sql } from "kysely";
import { asIdentity, inTransaction } from "../../db/transaction";
import type { Actor, Locale } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { actorIn, contextsOf, guestContextsOf } from "../poles";
import { newNeeds, type FoundNeed } from "./find-needs";
import { readSearch, type Frequency } from "./searches";

/** A search to look at for its owner. */
export interface SearchToTell {
  readonly id: string;
  readonly poleId: string;
}

/** What one search has found that was put out since it was last told. */
export interface Alert extends SearchToTell {
  readonly pole: { readonly slug: string; readonly name: string };
  readonly name: string;
  /** Of the link that stops it. */
  readonly stopToken: string;
  readonly needs: readonly FoundNeed[];
  /** Until when all that was put out is in `needs`, or was before; null where there is more. */
  readonly until: Date | null;
}

/** Whose searches they are. */
type Reader = { readonly personId: string; readonly name: string; readonly locale: Locale };

/** How many needs of a search a mail holds; the next one tells the others. */
const MOST = 30;
/** A need is dated when its publishing begins, and seen when it ends: the next look begins a little before. */
const OVERLAP_MS = 10 * 60_000;

/** The searches that are to be told so often, by person. For the worker. */
export async function searchesToTell(often: Exclude<Frequency, "never">): Promise<ReadonlyMap<string, SearchToTell[]>> {
  const { rows } = await asIdentity((tx) =>
    sql<SearchToTell & { personId: string }>`
      select id, pole_id as "poleId", person_id as "personId" from app.searches_to_tell(${often})`.execute(tx),
  );
  const byPerson = new Map<string, SearchToTell[]>();
  for (const { personId, ...search } of rows) byPerson.set(personId, [...(byPerson.get(personId) ?? []), search]);
  return byPerson;
}

/**
 * What the searches of somebody find anew, each looked at as they are in its pôle today; none where they have no part
 * there any more, or the search is gone. For the worker.
 */
export async function alertsOf(person: Reader, searches: readonly SearchToTell[]): Promise<readonly Alert[]> {
  const alerts: Alert[] = [];
  for (const search of searches) {
    const alert = await alertOf(person, search).catch((error: unknown) => {
      // Removed meanwhile.
      if (error instanceof NotFound) return null;
      throw error;
    });
    if (alert) alerts.push(alert);
  }
  return alerts;
}

async function alertOf(person: Reader, { id, poleId }: SearchToTell): Promise<Alert | null> {
  const { search, pole } = await inTransaction({ poleId, personId: person.personId }, async (tx) => ({
    search: await readSearch(tx, id),
    pole: await tx.selectFrom("poles").select(["slug", "name"]).where("id", "=", poleId).executeTakeFirstOrThrow(),
  }));
  if (search.frequency === "never") return null;
  const actor = await actorThere(person, { poleId, slug: pole.slug, structureId: search.structureId });
  if (!actor) return null;
  return inTransaction(actor, async (tx, now) => {
    const { items, total } = await newNeeds(tx, now, actor, search.filters, search.toldUntil, MOST);
    const until = total > MOST ? null : new Date(Math.max(search.toldUntil.getTime(), now.getTime() - OVERLAP_MS));
    return { id, poleId, pole, name: search.name, stopToken: search.stopToken, needs: items, until };
  });
}

/** As whom somebody looks there today: for the structure they kept the search for, else for another, else nobody. */
async function actorThere(
  person: Reader,
  { poleId, slug, structureId }: { poleId: string; slug: string; structureId: string | null },
): Promise<Actor | null> {
  const own = (await contextsOf(person.personId)).filter((context) => context.poleId === poleId);
  const here = own.length > 0 ? own : await guestContextsOf(person.personId, slug);
  const context = here.find((each) => each.structureId === structureId) ?? here[0];
  return context ? actorIn(context, person, person.locale) : null;
}

/** Notes until when searches are told, so that the next look is short. For the worker. */
export async function noteTold(personId: string, alerts: readonly Alert[]): Promise<void> {
  for (const { id, poleId, until } of alerts) {
    if (!until) continue;
    await inTransaction({ poleId, personId }, (tx) =>
      tx
        .updateTable("needSearches")
        .set({ toldUntil: until })
        .where("id", "=", id)
        .where("toldUntil", "<", until)
        .execute(),
    );
  }
}

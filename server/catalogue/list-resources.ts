import { sql, type RawBuilder } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { can } from "../kernel/permissions";
import { wordsOf, type CatalogueFilters } from "./filters";
import { isKindKey, KIND_KEYS, type FeatureKey, type KindKey } from "./kinds";
import { payingAs, summaries, type ResourceSummary } from "./queries";
import { RATE_CHAINS } from "./rates";

export const PAGE_SIZE = 24;

/**
 * The words of the actor's language that searches know, beside those typed by owners: what features, kinds and
 * step-free access are called. They live with the interface's messages, hence given by the caller.
 */
export interface Vocabulary {
  readonly features: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly accessible: string;
}

/** A choice of a filter and how many resources it would show, the other filters staying as they are. */
export interface Facet<Key extends string = string> {
  readonly key: Key;
  readonly label: string;
  readonly count: number;
}

/** A filter by its name, for counting without it. */
export type FilterName = "q" | "kind" | "capacity" | "place" | "owner" | "accessible" | `feature:${FeatureKey}`;

/** One page of the catalogue, with what its filters could show. */
export interface CataloguePage {
  readonly items: readonly ResourceSummary[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly facets: {
    readonly kinds: readonly Facet<KindKey>[];
    readonly features: readonly Facet<FeatureKey>[];
    readonly places: readonly Facet[];
    readonly owners: readonly Facet[];
    readonly accessible: number;
  };
  /** When nothing is found: what leaving out one filter would find. */
  readonly widen: readonly { readonly without: FilterName; readonly count: number }[];
  readonly can: { readonly add: boolean; readonly seeArchived: boolean };
}

/** A page of the actor's pôle's resources, from 1; a page past the end is the last one. */
export function listResources(
  actor: Actor,
  filters: CatalogueFilters,
  vocabulary: Vocabulary,
  page = 1,
): Promise<CataloguePage> {
  return inTransaction(actor, async (tx) => {
    const search = await conditionsOf(tx, actor, filters, vocabulary);
    const total = await count(tx, search);
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const shown = Math.min(Math.max(1, page), pages);
    const { rows } = await sql<{ id: string }>`
      select r.id from resources r ${filters.sort === "price" ? ratesFor(actor) : sql``}
       where ${search.where()} order by ${filters.sort === "price" ? sql`${priceFor(actor)}, ${ORDERS.name}` : ORDERS[filters.sort]}
       limit ${PAGE_SIZE} offset ${(shown - 1) * PAGE_SIZE}`.execute(tx);
    return {
      items: await summaries(
        tx,
        actor,
        rows.map(({ id }) => id),
      ),
      total,
      page: shown,
      pages,
      facets: await facetsOf(tx, search, filters),
      widen: total === 0 ? await widenings(tx, search) : [],
      can: { add: mayEditSome(actor), seeArchived: mayEditSome(actor) },
    };
  });
}

/** A place in the list by name: the last resource shown, its name folded (see app.fold). */
export interface Position {
  readonly name: string;
  readonly id: string;
}

/** The next resources by name after a position: what the API lists. */
export function resourcesAfter(
  actor: Actor,
  filters: CatalogueFilters,
  vocabulary: Vocabulary,
  { after, limit }: { after: Position | null; limit: number },
): Promise<{ items: ResourceSummary[]; next: Position | null }> {
  return inTransaction(actor, async (tx) => {
    const search = await conditionsOf(tx, actor, filters, vocabulary);
    const beyond = after
      ? sql`(app.fold(r.name) collate "C", r.id) > (${after.name}::text collate "C", ${after.id}::uuid)`
      : sql`true`;
    const { rows } = await sql<{ id: string; folded: string }>`
      select r.id, app.fold(r.name) as folded from resources r
       where ${search.where()} and ${beyond} order by ${ORDERS.name} limit ${limit + 1}`.execute(tx);
    const items = await summaries(
      tx,
      actor,
      rows.slice(0, limit).map(({ id }) => id),
    );
    const last = rows[limit - 1];
    return { items, next: rows.length > limit && last ? { name: last.folded, id: last.id } : null };
  });
}

// Folded and compared byte by byte: accents and case do not count, and every server sorts alike.
const ORDERS: Record<Exclude<CatalogueFilters["sort"], "price">, RawBuilder<unknown>> = {
  name: sql`app.fold(r.name) collate "C", r.id`,
  capacity: sql`r.capacity, app.fold(r.name) collate "C", r.id`,
};

type Condition = RawBuilder<unknown>;

/** Joins the prices that may hold for the actor, the first of which does (see rateFor in rates.ts). */
function ratesFor(actor: Actor): Condition {
  const joins = RATE_CHAINS[payingAs(actor)].map((customer, rank) => {
    const rate = sql.ref(`rate${rank}`);
    return sql`left join rates ${rate} on ${rate}.resource_id = r.id and ${rate}.customer = ${customer}`;
  });
  return sql.join(joins, sql` `);
}

/** The smallest thing that has a price, at the price that holds for the actor; none costs nothing, like cost itself. */
function priceFor(actor: Actor): Condition {
  const cases = RATE_CHAINS[payingAs(actor)].map((_, rank) => {
    const rate = sql.ref(`rate${rank}`);
    return sql`when ${rate}.customer is not null then
      case when ${rate}.at_cost then 0 else coalesce(${rate}.hour_cents, ${rate}.unit_cents, ${rate}.half_day_cents,
        ${rate}.day_cap_cents, ${rate}.week_cents, ${rate}.kilometre_cents, 0) end`;
  });
  return sql`case ${sql.join(cases, sql` `)} else 0 end`;
}

type Search = {
  readonly names: readonly FilterName[];
  /** All conditions, or all but one. */
  where(without?: FilterName): Condition;
};

async function conditionsOf(tx: Tx, actor: Actor, filters: CatalogueFilters, vocabulary: Vocabulary): Promise<Search> {
  const conditions = new Map<FilterName, Condition>();
  const words = wordsOf(filters.q);
  if (words.length > 0) conditions.set("q", await wordsCondition(tx, words, vocabulary));
  if (filters.kind) conditions.set("kind", sql`r.kind = ${filters.kind}`);
  if (filters.capacity) conditions.set("capacity", sql`r.capacity >= ${filters.capacity}`);
  if (filters.placeId) conditions.set("place", sql`r.place_id = ${filters.placeId}`);
  if (filters.ownerId) conditions.set("owner", sql`r.structure_id = ${filters.ownerId}`);
  if (filters.accessible) conditions.set("accessible", sql`r.accessible`);
  for (const key of filters.features) conditions.set(`feature:${key}`, sql`${key} = any(r.features)`);
  const shelf = filters.archived && mayEditSome(actor) ? archivedFor(actor) : sql`r.archived_at is null`;
  // What was shared with a guest and no longer is, they see where they booked it, not in the list.
  const shared =
    actor.guest === null
      ? sql`true`
      : sql`(r.open_to = 'public' or (r.open_to = 'network' and ${actor.guest === "network"}::boolean))`;
  // Another version of the product may have known other kinds.
  const known = sql`r.kind = any(${KIND_KEYS}::text[])`;
  return {
    names: [...conditions.keys()],
    where: (without) =>
      sql.join(
        [
          shelf,
          shared,
          known,
          ...[...conditions].filter(([name]) => name !== without).map(([, condition]) => condition),
        ],
        sql` and `,
      ),
  };
}

function mayEditSome(actor: Actor): boolean {
  return can(actor, "catalogue.edit");
}

function archivedFor(actor: Actor): Condition {
  const mayEditAny = can(actor, "catalogue.edit", "somebody else's");
  return mayEditAny
    ? sql`r.archived_at is not null`
    : sql`r.archived_at is not null and r.structure_id = ${actor.structureId}`;
}

/** Each word must be somewhere: in the name, the description, the place, the owner, or in what something is called. */
async function wordsCondition(tx: Tx, words: readonly string[], vocabulary: Vocabulary): Promise<Condition> {
  type Found = {
    word: string;
    places: string[];
    owners: string[];
    features: string[];
    kinds: string[];
    accessible: boolean;
  };
  const { rows } = await sql<Found>`
    select w.word,
           array(select id from places
                  where strpos(app.fold(concat_ws(' ', name, address, town)), w.word) > 0) as places,
           array(select id from structures where strpos(app.fold(name), w.word) > 0) as owners,
           array(${wordsMatching(vocabulary.features)}) as features,
           array(${wordsMatching(vocabulary.kinds)}) as kinds,
           strpos(app.fold(${vocabulary.accessible}), w.word) > 0 as accessible
      from (select app.fold(word) as word from unnest(${words}::text[]) as word) as w`.execute(tx);
  return sql.join(
    rows.map(
      ({ word, places, owners, features, kinds, accessible }) => sql`(
        strpos(r.search_text, ${word}) > 0
        or r.place_id = any(${places}::uuid[]) or r.structure_id = any(${owners}::uuid[])
        or r.features && ${features}::text[] or r.kind = any(${kinds}::text[])
        or (r.accessible and ${accessible}))`,
    ),
    sql` and `,
  );
}

function wordsMatching(called: Readonly<Record<string, string>>): Condition {
  return sql`select c.key from unnest(${Object.keys(called)}::text[], ${Object.values(called)}::text[]) as c (key, name)
              where strpos(app.fold(c.name), w.word) > 0`;
}

async function count(tx: Tx, search: Search, without?: FilterName): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from resources r where ${search.where(without)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

async function widenings(tx: Tx, search: Search): Promise<CataloguePage["widen"]> {
  const found = [];
  for (const without of search.names) found.push({ without, count: await count(tx, search, without) });
  return found.filter((widened) => widened.count > 0).sort((a, b) => b.count - a.count);
}

async function facetsOf(tx: Tx, search: Search, filters: CatalogueFilters): Promise<CataloguePage["facets"]> {
  const facet = async (query: Condition) => (await sql<Facet>`${query}`.execute(tx)).rows;
  const kinds = await facet(sql`
    select r.kind as key, '' as label, count(*)::int as count from resources r
     where ${search.where("kind")} group by 1 order by 3 desc, 1`);
  const features = await facet(sql`
    select feature as key, '' as label, count(*)::int as count from resources r cross join unnest(r.features) as feature
     where ${search.where()} group by 1 order by 3 desc, 1`);
  // What is chosen is always among the choices, even when the other filters leave nothing of it.
  const places = await facet(sql`
    select p.id as key, p.name as label, coalesce(c.count, 0) as count from places p
      left join (select r.place_id, count(*)::int as count from resources r
                  where ${search.where("place")} group by 1) c on c.place_id = p.id
     where c.count > 0 or p.id = ${filters.placeId} order by app.fold(p.name) collate "C", p.id`);
  const owners = await facet(sql`
    select s.id as key, s.name as label, coalesce(c.count, 0) as count from structures s
      left join (select r.structure_id, count(*)::int as count from resources r
                  where ${search.where("owner")} group by 1) c on c.structure_id = s.id
     where c.count > 0 or s.id = ${filters.ownerId} order by app.fold(s.name) collate "C", s.id`);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from resources r
     where ${search.where("accessible")} and r.accessible`.execute(tx);
  return {
    kinds: kinds.filter((kind): kind is Facet<KindKey> => isKindKey(kind.key)),
    features: [...(features as Facet<FeatureKey>[]), ...filters.features.flatMap(missingIn(features))],
    places,
    owners,
    accessible: rows[0]?.count ?? 0,
  };
}

function missingIn(facets: readonly Facet[]): (key: FeatureKey) => Facet<FeatureKey>[] {
  return (key) => (facets.some((facet) => facet.key === key) ? [] : [{ key, label: "", count: 0 }]);
}

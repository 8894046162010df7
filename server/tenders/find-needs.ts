import { sql, type RawBuilder } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { fold } from "../kernel/fold";
import { allow } from "../kernel/permissions";
import { tradesAsked, VALUES, wordsAsked, type NeedFilters } from "./filters";
import type { NeedKind, NeedState, OpenTo, Reservation } from "./need";
import type { Onlooker } from "./need-of";
import type { RefusalReason } from "./refuse-need";

/** A need in a list: what it is, whose, until when; nothing of its answers. */
export interface FoundNeed {
  readonly id: string;
  readonly pole: { readonly id: string; readonly slug: string; readonly name: string; readonly timeZone: string };
  readonly buyer: { readonly id: string; readonly name: string; readonly colour: number };
  readonly kind: NeedKind;
  readonly state: NeedState;
  readonly title: string;
  readonly summary: string;
  readonly trades: readonly string[];
  readonly place: string;
  readonly openTo: OpenTo;
  readonly publishedAt: Date;
  readonly closesAt: Date;
  readonly lots: number;
  /** The sum of what is shown of the estimates, in cents net of tax; null where nothing is. */
  readonly shownCents: number | null;
  readonly reservedTo: readonly Reservation[];
  /** Why the structure acted for said that it is not for it; null where it did not. */
  readonly refused: RefusalReason | "elsewhere" | null;
}

/** A page of needs, with the trades of which there are some open. */
export interface FoundNeeds {
  readonly items: readonly FoundNeed[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly trades: readonly { readonly code: string; readonly count: number }[];
  readonly now: Date;
}

export const NEEDS_A_PAGE = 20;

/**
 * The needs of the pôle that are for who looks, and those of elsewhere that are open to them; the soonest closing first,
 * of closed ones the last.
 * @throws Forbidden
 */
export async function findNeeds(actor: Actor, filters: NeedFilters, page = 1): Promise<FoundNeeds> {
  allow(actor, "needs.view");
  return inTransaction(actor, (tx, now) => readNeeds(tx, now, sourceOf(filters, actor), filters, { page }));
}

/** Where a list goes on: after this one. */
export type NeedPlace = Pick<FoundNeed, "closesAt" | "id">;

/** The same list for a program: `limit` of them after a place, and whether there are more. @throws Forbidden */
export async function needsAfter(
  actor: Actor,
  filters: NeedFilters,
  { after, limit }: { after: NeedPlace | undefined; limit: number },
): Promise<{ items: readonly FoundNeed[]; more: boolean; now: Date }> {
  allow(actor, "needs.view");
  return inTransaction(actor, async (tx, now) => {
    const asked = { page: 1, limit: limit + 1, ...(after ? { after } : {}) };
    const { items } = await readNeeds(tx, now, sourceOf(filters, actor), filters, asked);
    return { items: items.slice(0, limit), more: items.length > limit, now };
  });
}

/** The open needs of all pôles that anybody may see: for whoever passes by, and for feeds. */
export async function findPublicNeeds(filters: NeedFilters, page = 1, limit = NEEDS_A_PAGE): Promise<FoundNeeds> {
  return inTransaction({ guest: "public" }, (tx, now) =>
    readNeeds(tx, now, ELSEWHERE, { ...filters, list: "open", where: null }, { page, limit }),
  );
}

/** Those published since an instant that a kept search asks for, for its owner. */
export function newNeeds(tx: Tx, now: Date, actor: Actor, filters: NeedFilters, since: Date, limit: number) {
  const asked = { ...filters, list: "open" as const };
  return readNeeds(tx, now, sourceOf(asked, actor), asked, { page: 1, limit, since, notOf: actor.structureId });
}

const COLUMNS = sql`n.id, n.pole_id, n.kind, n.state, n.title, n.summary, n.trades, n.place, n.open_to, n.published_at, n.closes_at,
  n.lot_count, n.shown_cents, n.reserved_to, n.search_text`;

const HERE = sql`
  select ${COLUMNS}, p.slug as pole_slug, p.name as pole_name, p.time_zone, s.id as buyer_id, s.name as buyer_name, s.colour as buyer_colour
    from needs n join poles p on p.id = n.pole_id join structures s on s.id = n.structure_id
   where n.state <> 'draft' and n.published_at is not null`;
const ELSEWHERE = sql`
  select ${COLUMNS}, pole_slug, pole_name, time_zone, buyer_id, buyer_name, buyer_colour from app.open_needs_elsewhere() n`;

/** Where a list looks: a guest's stays in the pôle; what is closed elsewhere is no longer anybody's here. */
function sourceOf({ list, where }: NeedFilters, { guest }: Onlooker): RawBuilder<unknown> {
  const open = sql`${HERE} and n.state = 'published' and n.closes_at > now()`;
  if (list === "closed") return sql`${HERE} and (n.state <> 'published' or n.closes_at <= now())`;
  if (guest !== null || where === "here") return open;
  return where === "elsewhere" ? ELSEWHERE : sql`${open} union all ${ELSEWHERE}`;
}

type Asked = { page: number; limit?: number; since?: Date; notOf?: string | null; after?: NeedPlace };
type Row = FoundNeed & { total: number };

async function readNeeds(
  tx: Tx,
  now: Date,
  source: RawBuilder<unknown>,
  filters: NeedFilters,
  { page, limit = NEEDS_A_PAGE, since, notOf, after }: Asked,
): Promise<FoundNeeds> {
  const conditions = [...conditionsOf(filters)];
  if (since) conditions.push(sql`f.published_at > ${since}`);
  if (notOf) conditions.push(sql`f.buyer_id <> ${notOf}`);
  if (after) {
    const place = sql`(${after.closesAt}::timestamptz, ${after.id}::uuid)`;
    conditions.push(sql`(f.closes_at, f.id) ${filters.list === "closed" ? sql`<` : sql`>`} ${place}`);
  }
  const where = sql.join(conditions, sql` and `);
  const order = filters.list === "closed" ? sql`f.closes_at desc, f.id desc` : sql`f.closes_at, f.id`;
  const read = (offset: number) =>
    sql<Row>`
    with found as materialized (${source}), refused as materialized (select app.refused_needs() as id)
    select f.id, f.kind, f.state, f.title, f.summary, f.trades, f.place, f.open_to as "openTo", f.published_at as "publishedAt",
           f.closes_at as "closesAt", f.lot_count as lots, f.shown_cents as "shownCents", f.reserved_to as "reservedTo",
           jsonb_build_object('id', f.pole_id, 'slug', f.pole_slug, 'name', f.pole_name, 'timeZone', f.time_zone) as pole,
           jsonb_build_object('id', f.buyer_id, 'name', f.buyer_name, 'colour', f.buyer_colour) as buyer,
           case when f.id in (select id from refused) then coalesce(
             (select r.reason from need_refusals r where r.need_id = f.id and r.structure_id = app.structure_id()), 'elsewhere')
           end as refused,
           count(*) over ()::int as total
      from found f where ${where} order by ${order} limit ${limit} offset ${offset}`.execute(tx);
  let { rows } = await read((page - 1) * limit);
  // A page beyond the last, of an address that was kept: the first.
  const shown = rows.length === 0 && page > 1 ? 1 : page;
  if (shown !== page) ({ rows } = await read(0));
  const total = rows[0]?.total ?? 0;
  const { rows: trades } = await sql<{ code: string; count: number }>`
    with found as materialized (${source})
    select code, count(*)::int as count from found f, unnest(f.trades) as code group by code order by 2 desc, 1 limit 60`.execute(
    tx,
  );
  const items = rows.map(({ total: _, ...need }) => need);
  return { items, total, page: shown, pages: Math.max(1, Math.ceil(total / limit)), trades, now };
}

function* conditionsOf(filters: NeedFilters): Generator<RawBuilder<unknown>> {
  const { like, trades } = wordsAsked(filters.q);
  yield filters.list === "refused"
    ? sql`f.id in (select id from refused)`
    : filters.list === "open"
      ? sql`f.id not in (select id from refused)`
      : sql`true`;
  if (like.length > 0) {
    yield sql`(f.search_text like all (${like}::text[]) or app.fold(f.buyer_name) like all (${like}::text[]) or f.trades && ${trades}::text[])`;
  }
  const within = tradesAsked(filters.trade);
  if (within) yield sql`f.trades && ${within}::text[]`;
  if (filters.place) yield sql`app.fold(f.place || ' ' || f.pole_name) like ${`%${fold(filters.place)}%`}`;
  if (filters.within) yield sql`f.closes_at < now() + make_interval(days => ${filters.within}::int)`;
  if (filters.kind) yield sql`f.kind = ${filters.kind}`;
  if (filters.reserved === "none") yield sql`f.reserved_to = '{}'`;
  else if (filters.reserved) yield sql`${filters.reserved} = any(f.reserved_to)`;
  if (filters.value) {
    const [from, until] = VALUES[filters.value];
    yield sql`f.shown_cents >= ${from}::bigint`;
    if (until !== null) yield sql`f.shown_cents < ${until}::bigint`;
  }
}

import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { can } from "../../kernel/permissions";
import type { LocalDate } from "../../kernel/time";
import { allocationsOf, type Allocation } from "../draft";
import { isFrozen } from "../draft-types";
import { monthOfBooks, type BookMonth } from "../periods/month-of-books";
import { sumsOfMonth, type StructureSums } from "../periods/sums-of-month";
import { allowStatement, namesOf, readingBooks, type StatementKey } from "./month";
import { sumsOf, type DisputeState, type Sums } from "./rules";
import type {
  Dispute,
  LineAllocation,
  LineCharge,
  LineFunding,
  LinePool,
  PastMonth,
  Statement,
  StatementLine,
} from "./statement";

/** How many months before are told of. */
const PAST = 6;

/**
 * The statement of a structure for a month: the draft until the month is closed, then what was written.
 * @throws NotFound for a month that is not, or another's statement; Forbidden
 */
export async function statementOf(actor: Actor, { month, structureId }: StatementKey): Promise<Statement> {
  allowStatement(actor, "costs.view", structureId);
  const statement = await readingBooks(actor, async (tx, now): Promise<Statement> => {
    const books = await monthOfBooks(tx, actor.poleId, month);
    const seen = await readStatementRow(tx, books, structureId);
    const all = await allocationsOf(tx, books);
    const disputes = await readDisputes(tx, books.id, structureId);
    const lines = await linesOf(tx, all, structureId, disputes);
    const ids = lines.flatMap(({ allocations }) =>
      allocations.flatMap(({ shares }) => shares.map((share) => share.structureId)),
    );
    return {
      ...seen,
      month: books,
      lines,
      sums: await ownSums(tx, books, structureId, all),
      past: await pastMonths(tx, structureId, books.startsOn),
      names: await namesOf(tx, [...new Set(ids)]),
      byManager: structureId !== actor.structureId,
      now,
    };
  });
  return { ...statement, lines: await withProofs(actor, statement.lines) };
}

async function readStatementRow(tx: Tx, { poleId, id }: BookMonth, structureId: string) {
  const { rows } = await sql<
    Pick<Statement, "number" | "readAt" | "readCents" | "agreedAt" | "agreedCents" | "agreedBy"> & {
      id: string;
      name: string;
    }
  >`
    select s.id, s.name, t.number, t.read_at as "readAt", t.read_cents as "readCents", t.agreed_at as "agreedAt", t.agreed_cents as "agreedCents",
           p.name as "agreedBy"
      from memberships m join structures s on s.id = m.structure_id
      left join statements t on t.period_id = ${id} and t.structure_id = m.structure_id
      left join people p on p.id = t.agreed_by
     where m.pole_id = ${poleId} and m.structure_id = ${structureId}`.execute(tx);
  const [row] = rows;
  if (!row) throw new NotFound("structure");
  const { id: structure, name, ...seen } = row;
  return { ...seen, structure: { id: structure, name } };
}

/** Of a month and a structure, the latest first. */
export async function readDisputes(tx: Tx, periodId: string, structureId: string): Promise<Dispute[]> {
  const rows = await tx
    .selectFrom("disputes as d")
    .leftJoin("people as p", "p.id", "d.filedBy")
    .select(["d.id", "d.poolId", "d.cents", "d.reason", "d.state", "d.grantedCents", "d.decision"])
    .select(["d.filedAt", "d.decidedAt", "p.name as filedBy"])
    .where("d.periodId", "=", periodId)
    .where("d.structureId", "=", structureId)
    .orderBy("d.filedAt", "desc")
    .execute();
  return rows.map(({ filedBy, ...row }) => ({ ...row, filedBy: filedBy ?? "", state: row.state as DisputeState }));
}

/** What a structure's month adds up to: as written when it was closed, else as closing it now would. */
async function ownSums(
  tx: Tx,
  month: BookMonth,
  structureId: string,
  allocations: readonly Allocation[],
): Promise<Sums> {
  const shares = allocations.flatMap(({ kind, shares: of }) =>
    of.filter((share) => share.structureId === structureId).map(({ cents }) => ({ kind, cents })),
  );
  const all = await dueOfMonth(tx, month, allocations);
  return sumsOf(shares, all.find((one) => one.structureId === structureId) ?? NOTHING_DUE);
}

const NOTHING_DUE = {
  ...{ sharesCents: 0, contestedCents: 0, releasedCents: 0, callsCents: 0 },
  ...{ advancesCents: 0, feesCents: 0, netCents: 0, unpaidCallsCents: 0 },
};

/** The one amount of each structure, with what makes it: as written, or as it would be. For who keeps the books. */
export async function dueOfMonth(
  tx: Tx,
  month: BookMonth,
  allocations: readonly Allocation[],
): Promise<StructureSums[]> {
  if (!isFrozen(month)) return [...(await sumsOfMonth(tx, month, allocations)).structures];
  const { rows } = await sql<StructureSums>`
    select n.structure_id, n.shares_cents, n.contested_cents, n.released_cents, n.calls_cents, n.advances_cents, n.fees_cents,
           n.net_cents, coalesce(r.cents, n.calls_cents) - n.calls_cents as unpaid_calls_cents
      from nettings n
      left join (select structure_id, sum(cents)::bigint as cents from call_returns where period_id = ${month.id}
                  group by 1) r on r.structure_id = n.structure_id
     where n.period_id = ${month.id}`.execute(tx);
  return rows;
}

/** The lines of a statement: pools of which the structure bears something, by name, each with all that explains it. */
async function linesOf(
  tx: Tx,
  all: readonly Allocation[],
  structureId: string,
  disputes: readonly Dispute[],
): Promise<StatementLine[]> {
  const own = all.filter(({ shares }) => shares.some((share) => share.structureId === structureId));
  const [pools, charges, fundings] = [
    await readPools(tx, [...new Set(own.map(({ poolId }) => poolId))]),
    await readCharges(tx, [...new Set(own.flatMap((one) => one.charges.map(({ chargeId }) => chargeId)))]),
    await readFundings(tx, [...new Set(own.flatMap((one) => one.fundings.map(({ fundingId }) => fundingId)))]),
  ];
  return pools.map((pool) => {
    const allocations = own
      .filter(({ poolId }) => poolId === pool.id)
      .map((allocation): LineAllocation => ({
        ...allocation,
        charges: allocation.charges.flatMap(({ chargeId, cents }) => {
          const charge = charges.get(chargeId);
          return charge ? [{ ...charge, cents }] : [];
        }),
        fundings: allocation.fundings.flatMap(({ fundingId, eligibleCents, cents }) => {
          const funding = fundings.get(fundingId);
          return funding ? [{ ...funding, eligibleCents, cents }] : [];
        }),
      }));
    const cents = (of: readonly LineAllocation[]) =>
      sum(of.flatMap(({ shares }) => shares.filter((share) => share.structureId === structureId)));
    return {
      pool,
      allocations,
      cents: cents(allocations),
      chargesCents: cents(allocations.filter(({ kind }) => kind === "charges")),
      disputes: disputes.filter(({ poolId }) => poolId === pool.id),
    };
  });
}

const sum = (all: readonly { readonly cents: number }[]) => all.reduce((total, { cents }) => total + cents, 0);

async function readPools(tx: Tx, ids: readonly string[]): Promise<LinePool[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<LinePool>`
    select id, name, kind, legal_mode as "legalMode" from cost_pools
     where id = any(${ids}::uuid[]) order by app.fold(name), id`.execute(tx);
  return rows;
}

type ReadCharge = Omit<LineCharge, "cents">;

async function readCharges(tx: Tx, ids: readonly string[]): Promise<Map<string, ReadCharge>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<ReadCharge>`
    select c.id, c.number, c.supplier, c.label, c.amount_cents as "amountCents", c.served_from as "servedFrom",
           c.served_until as "servedUntil", c.corrects is not null as corrects, c.without_proof as "withoutProof",
           c.nature <> 'ordinary' or c.paid_by is not null as "proofsHidden", '[]'::jsonb as proofs
      from charges c where c.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The proofs that the actor itself may open: the books are read in nobody's name, which opens none of pay nor of what
 * members advanced. Of these it is then not said whether there is one, except to who sees it.
 */
async function withProofs(actor: Actor, lines: readonly StatementLine[]): Promise<StatementLine[]> {
  const charges = lines.flatMap(({ allocations }) => allocations.flatMap((one) => one.charges));
  const ids = [...new Set(charges.map(({ id }) => id))];
  if (ids.length === 0) return [...lines];
  const rows = await inTransaction(actor, (tx) =>
    tx
      .selectFrom("chargeProofs")
      .select(["chargeId", "id", "name"])
      .where("chargeId", "in", ids)
      .orderBy("createdAt")
      .execute(),
  );
  const seesAll = can(actor, "costs.manage");
  const proofsOf = (charge: LineCharge): LineCharge => {
    const proofs = rows.filter(({ chargeId }) => chargeId === charge.id).map(({ id, name }) => ({ id, name }));
    return { ...charge, proofs, proofsHidden: charge.proofsHidden && !seesAll && proofs.length === 0 };
  };
  return lines.map((line) => ({
    ...line,
    allocations: line.allocations.map((one) => ({ ...one, charges: one.charges.map(proofsOf) })),
  }));
}

type ReadFunding = Omit<LineFunding, "eligibleCents" | "cents">;

async function readFundings(tx: Tx, ids: readonly string[]): Promise<Map<string, ReadFunding>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<ReadFunding>`
    select id, funder, label, notified_on as "notifiedOn", rate_points as "ratePoints"
      from fundings where id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

async function pastMonths(tx: Tx, structureId: string, before: LocalDate): Promise<PastMonth[]> {
  return tx
    .selectFrom("nettings as n")
    .innerJoin("periods as p", "p.id", "n.periodId")
    .select(["p.startsOn", "n.sharesCents", "n.netCents"])
    .where("n.structureId", "=", structureId)
    .where("p.startsOn", "<", before)
    .where("p.state", "=", "closed")
    .orderBy("p.startsOn", "desc")
    .limit(PAST)
    .execute();
}

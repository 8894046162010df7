import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import { newId } from "../../server/kernel/ids";
import type { LocalDate } from "../../server/kernel/time";
import { openPeriodOf, postEntry } from "../../server/ledger";
import type { PoleKey, RoomKey, StructureKey } from "./world-data";
import type { World } from "./world";

interface PoolMade {
  name?: string;
  pole?: PoleKey;
  legalMode?: "261B" | "taxed" | "out_of_scope";
  actsAs?: "principal" | "agent";
  /** Who takes part; left out: all members of the pôle. */
  participants?: { structure: StructureKey; startsOn?: LocalDate; endsOn?: LocalDate }[];
  resources?: RoomKey[];
  /** A Key, valid from `keyFrom` on; null: none. Equal when left out. */
  key?: object | null;
  keyFrom?: LocalDate;
}

/** A pool as the database keeps it, with the id of the first version of its key. */
export async function makePool(
  world: World,
  {
    name = "Bâtiment",
    pole = "orme",
    legalMode = "out_of_scope",
    actsAs = "principal",
    participants,
    resources = [],
    key = { type: "equal" },
    keyFrom = "2020-01-01",
  }: PoolMade = {},
): Promise<{ id: string; everyone: boolean; versionId: string }> {
  const [id, versionId] = [newId(), newId()];
  const poleId = world.poles[pole].id;
  const everyone = participants === undefined;
  await world.owner.begin(async (tx) => {
    await tx`insert into cost_pools ${tx({
      id,
      pole_id: poleId,
      name,
      kind: "building",
      legal_mode: legalMode,
      acts_as: actsAs,
      everyone,
    })}`;
    for (const { structure, startsOn = "2020-01-01", endsOn = null } of participants ?? []) {
      await tx`insert into pool_participants ${tx({
        id: newId(),
        pole_id: poleId,
        pool_id: id,
        structure_id: world.structures[structure].id,
        starts_on: startsOn,
        ends_on: endsOn,
      })}`;
    }
    for (const room of resources) {
      await tx`insert into pool_resources ${tx({ pole_id: poleId, pool_id: id, resource_id: world.rooms[room].id })}`;
    }
    if (key) await addKeyVersion(world, { id, pole }, { id: versionId, key, startsOn: keyFrom }, tx);
  });
  return { id, everyone, versionId };
}

/** A version of a pool's key, after those that there are. */
export async function addKeyVersion(
  world: World,
  { id: poolId, pole = "orme" }: { id: string; pole?: PoleKey },
  version: { id?: string; key: object; startsOn: LocalDate; endsOn?: LocalDate | null },
  sql: Pick<World, "owner">["owner"] | Parameters<Parameters<World["owner"]["begin"]>[1]>[0] = world.owner,
): Promise<string> {
  const id = version.id ?? newId();
  await sql`insert into key_versions (id, pole_id, pool_id, number, starts_on, ends_on, definition, person_id)
    select ${id}, ${world.poles[pole].id}, ${poolId}, coalesce(max(number), 0) + 1, ${version.startsOn}::date,
           ${version.endsOn ?? null}::date, ${JSON.stringify(version.key)}::text::jsonb, ${world.people.manager.id}
      from key_versions where pool_id = ${poolId}`;
  return id;
}

/** More members of the Val d'Orme, of nobody: ids, in the order of their names. */
export async function makeMembers(world: World, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, rank) => ({
    id: newId(),
    slug: `membre-${newId()}`,
    name: `Membre ${String(rank + 1).padStart(4, "0")}`,
    colour: 1,
  }));
  const poleId = world.poles.orme.id;
  await world.owner`insert into structures ${world.owner(rows)}`;
  await world.owner`insert into memberships ${world.owner(
    rows.map(({ id }) => ({ pole_id: poleId, structure_id: id, kind: "member", starts_on: "2020-01-01" })),
  )}`;
  return rows.map(({ id }) => id);
}

/** Every statement of a month is read, at what it came to when it was told of last. "2026-10". */
export async function readStatements(world: World, month: string): Promise<void> {
  await world.owner`update statements t set read_at = now(), read_cents = told_cents from periods p
    where p.id = t.period_id and to_char(p.starts_on, 'YYYY-MM') = ${month}`;
}

interface ChargeMade {
  poolId: string;
  cents: number;
  /** Its days of service; its document is of the first. */
  from: LocalDate;
  until?: LocalDate;
  account?: string;
  label?: string;
  /** A structure that advanced it. */
  paidBy?: string;
  withoutProof?: string;
  /** The charge that it corrects. */
  corrects?: string;
}

/** A charge approved and posted as the manager would: it goes to the month that is open for its document. */
export async function approvedCharge(world: World, charge: ChargeMade): Promise<{ id: string; periodId: string }> {
  const manager = world.actors.manager;
  const { poolId, cents, from, until = from, account = "6068", label = "Chauffage", paidBy, corrects } = charge;
  return inTransaction(manager, async (tx) => {
    const { poleId, personId } = manager;
    const period = await openPeriodOf(tx, poleId, from);
    const id = newId();
    const [row] = await tx
      .insertInto("charges")
      .values({
        ...{ id, poleId, poolId, label, account, personId, periodId: period.id, approvedBy: personId },
        number: sql<string>`'CH-2026-' || lpad((select count(*) + 1 from charges)::text, 12, '0') || (random() * 1e9)::bigint`,
        supplier: "Fournisseur",
        amountCents: cents,
        documentOn: from,
        servedFrom: from,
        servedUntil: until,
        paidBy: paidBy ?? null,
        corrects: corrects ?? null,
        withoutProof: charge.withoutProof ?? "Ticket perdu",
        state: "approved",
        approvedAt: new Date(),
      })
      .returning("number")
      .execute();
    await postEntry(tx, {
      ...{ id: newId(), poleId, periodId: period.id, journal: "AC", date: from, pieceDate: from, label, personId },
      pieceRef: row?.number ?? "",
      source: { kind: "charge", id },
      postings: [
        { account, poolId, cents },
        paidBy
          ? { role: "member_advances", structureId: paidBy, poolId, cents: -cents }
          : { role: "suppliers", poolId, cents: -cents },
      ],
    });
    return { id, periodId: period.id };
  });
}

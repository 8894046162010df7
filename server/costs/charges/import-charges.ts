import { createHash } from "node:crypto";
import { sql } from "kysely";
import { inTransaction, type Tx } from "../../../db/transaction";
import { readTable, type FileProblem } from "../../imports";
import type { Actor } from "../../kernel/actor";
import { NotFound } from "../../kernel/errors";
import { isId, newId } from "../../kernel/ids";
import { done, refused, type Outcome } from "../../kernel/outcome";
import { allow } from "../../kernel/permissions";
import { localDateOf } from "../../kernel/time";
import {
  CHARGE_COLUMNS,
  columnsOf,
  keyOf,
  NEEDED_COLUMNS,
  planCharges,
  type ChargeCells,
  type ChargeColumn,
  type KnownForCharges,
  type PlannedCharge,
  type ReadCharge,
} from "./import-rules";

/** Lines written by one statement. */
const AT_ONCE = 500;
/** Lines of a file. */
export const MAX_CHARGE_LINES = 2_000;

interface Content {
  readonly columns: readonly { readonly column: ChargeColumn; readonly heading: string }[];
  readonly ignored: readonly string[];
  readonly lines: readonly ChargeCells[];
}

/** A table of charges that was read: what each line would do, or what came of it. */
export interface ChargeImport extends Content {
  readonly id: string;
  readonly fileName: string;
  readonly state: "preview" | "done" | "failed";
  readonly plan: readonly PlannedCharge[];
  readonly counts: Readonly<Record<PlannedCharge["action"], number>>;
  /** When the very same file was brought in before. */
  readonly before: Date | null;
  /** How many it wrote, once done. */
  readonly created: number;
}

/** Reads a table and keeps it until it is confirmed; nothing else is written. @throws Forbidden */
export async function previewCharges(
  actor: Actor,
  file: { id?: string; name: string; bytes: Buffer },
): Promise<Outcome<string, FileProblem>> {
  allow(actor, "costs.manage");
  const table = readTable(file.bytes);
  if (!table.ok) return table;
  const [head, ...rest] = table.value.lines;
  const headings = head?.cells ?? [];
  const columns = columnsOf(headings);
  const missing = NEEDED_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) {
    const found = headings.filter(Boolean).map((heading) => heading.slice(0, 40));
    return refused({
      code: "headings_missing",
      headings: missing.map((column) => CHARGE_COLUMNS[column][0]),
      found: found.slice(0, 12),
    });
  }
  if (rest.length === 0) return refused({ code: "no_lines" });
  if (rest.length > MAX_CHARGE_LINES) return refused({ code: "too_many_lines" });
  const content: Content = {
    columns: columns.flatMap((column, index) => (column ? [{ column, heading: headings[index] ?? "" }] : [])),
    ignored: headings.filter((heading, index) => heading !== "" && !columns[index]).map((one) => one.slice(0, 80)),
    lines: rest.map(({ number, cells }) => ({
      number,
      cells: Object.fromEntries(
        columns.flatMap((column, index) => (column && cells[index] ? [[column, cells[index]] as const] : [])),
      ),
    })),
  };
  const { id = newId() } = file;
  await inTransaction(actor, (tx) =>
    tx
      .insertInto("imports")
      .values({
        ...{ id, poleId: actor.poleId, personId: actor.personId, kind: "charges" },
        fileName: file.name.replaceAll("\0", "").slice(0, 200),
        // Not JSON.stringify: the driver would keep a JSON string.
        content: content as never,
        total: content.lines.length,
        sha256: createHash("sha256").update(file.bytes).digest("hex"),
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute(),
  );
  return done(id);
}

/** A table that was read, with what each of its lines would do today. @throws Forbidden, NotFound */
export async function chargeImportOf(actor: Actor, id: string): Promise<ChargeImport> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    const row = await readImport(tx, actor, id);
    const content = row.state === "preview" ? row.content : EMPTY;
    const plan = planCharges(content.lines, await known(tx, actor, now));
    const counts = { create: 0, same: 0, error: 0 };
    for (const { action } of plan) counts[action] += 1;
    const { fileName, state, before } = row;
    return { id, fileName, state, before, ...content, plan, counts, created: row.result.created ?? 0 };
  });
}

/**
 * Writes every line of it, to be approved, or none: decided anew, under a lock. Confirmed twice, it is written once.
 * @throws Forbidden, NotFound
 */
export async function confirmChargeImport(
  actor: Actor,
  id: string,
): Promise<Outcome<number, { readonly code: "not_ready" }>> {
  allow(actor, "costs.manage");
  return inTransaction(actor, async (tx, now) => {
    // One import of charges at a time: the same file twice at once is brought in once.
    await sql`select id from poles where id = ${actor.poleId} for no key update`.execute(tx);
    const row = await readImport(tx, actor, id, { lock: true });
    if (row.state === "done") return done(row.result.created ?? 0);
    if (row.state !== "preview") return refused({ code: "not_ready" });
    const plan = planCharges(row.content.lines, await known(tx, actor, now));
    const charges = plan.flatMap((line) => (line.action === "create" ? [line.charge] : []));
    if (charges.length === 0 || plan.some(({ action }) => action === "error")) return refused({ code: "not_ready" });
    for (let from = 0; from < charges.length; from += AT_ONCE)
      await writeCharges(tx, actor, id, charges.slice(from, from + AT_ONCE));
    await tx
      .updateTable("imports")
      .set({
        state: "done",
        done: charges.length,
        content: {} as never,
        result: { created: charges.length } as never,
        endedAt: now,
      })
      .where("id", "=", id)
      .execute();
    return done(charges.length);
  });
}

const EMPTY: Content = { columns: [], ignored: [], lines: [] };

async function readImport(tx: Tx, actor: Actor, id: string, { lock = false } = {}) {
  if (!isId(id)) throw new NotFound("import");
  const query = tx
    .selectFrom("imports")
    .select(["fileName", "state", "content", "result", "sha256"])
    .where("id", "=", id)
    .where("poleId", "=", actor.poleId)
    .where("kind", "=", "charges");
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new NotFound("import");
  const before = await tx
    .selectFrom("imports")
    .select("endedAt")
    .where("poleId", "=", actor.poleId)
    .where("sha256", "=", row.sha256)
    .where("kind", "=", "charges")
    .where("state", "=", "done")
    .where("id", "<>", id)
    .orderBy("endedAt", "desc")
    .limit(1)
    .executeTakeFirst();
  return {
    fileName: row.fileName,
    state: row.state as ChargeImport["state"],
    content: row.content as unknown as Content,
    result: row.result as unknown as { created?: number },
    before: before?.endedAt ?? null,
  };
}

async function known(tx: Tx, actor: Actor, now: Date): Promise<KnownForCharges> {
  const { rows: pools } = await sql<KnownForCharges["pools"][number]>`
    select id, name, legal_mode, expense_account from cost_pools
     where pole_id = ${actor.poleId} and archived_at is null`.execute(tx);
  const { rows: members } = await sql<KnownForCharges["members"][number]>`
    select s.id, s.name from memberships m join structures s on s.id = m.structure_id where m.pole_id = ${actor.poleId}`.execute(
    tx,
  );
  const { rows: there } = await sql<ReadCharge>`
    select pool_id, supplier, reference, label, amount_cents, document_on, served_from, served_until from charges
     where pole_id = ${actor.poleId} and state <> 'refused'`.execute(tx);
  const counts = new Map<string, number>();
  for (const charge of there) counts.set(keyOf(charge), (counts.get(keyOf(charge)) ?? 0) + 1);
  return { today: localDateOf(now, actor.timeZone), pools, members, counts };
}

async function writeCharges(tx: Tx, actor: Actor, importId: string, charges: readonly ReadCharge[]): Promise<void> {
  const { poleId, personId } = actor;
  await tx
    .insertInto("charges")
    .values(
      charges.map((charge) => ({
        ...charge,
        ...{ id: newId(), poleId, personId, importId, structureId: null, state: "submitted" },
      })),
    )
    .execute();
}

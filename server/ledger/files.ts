import type { Actor } from "../kernel/actor";
import { Conflict } from "../kernel/errors";
import { inTransaction } from "../../db/transaction";
import { allow } from "../kernel/permissions";
import { sirenOf } from "./chart";
import type { JournalEntry } from "./entries";
import { fecHead, fecLines, fecName } from "./fec";
import { HLEDGER_HEAD, hledgerNames, hledgerText } from "./hledger";
import { entriesAfter, type JournalFilter } from "./journal";

/** How many entries are read at once: what the server holds of a journal of any length. */
const BATCH = 1000;

/** Every entry that is looked for, some at a time, in the order they were posted. */
export async function* allEntries(actor: Actor, filter: JournalFilter): AsyncGenerator<JournalEntry[]> {
  for (let after = 0; ;) {
    const entries = await entriesAfter(actor, filter, { after, limit: BATCH });
    if (entries.length > 0) yield entries;
    const last = entries.at(-1);
    if (!last || entries.length < BATCH) return;
    after = last.position;
  }
}

/**
 * The file of accounting entries of a year: opening balances first, then every entry in the order of its number.
 * @throws Conflict "siren_missing" until the pôle has given its SIREN
 */
export async function fecOf(actor: Actor, year: number): Promise<{ name: string; chunks: AsyncGenerator<Buffer> }> {
  allow(actor, "ledger.view");
  const siren = await inTransaction(actor, (tx) => sirenOf(tx, actor.poleId));
  if (!siren) throw new Conflict("siren_missing");
  async function* chunks() {
    yield fecHead();
    for await (const entries of allEntries(actor, { year, journal: "AN" })) yield fecLines(entries, actor.timeZone);
    for await (const entries of allEntries(actor, { year }))
      yield fecLines(
        entries.filter(({ journal }) => journal !== "AN"),
        actor.timeZone,
      );
  }
  return { name: fecName(siren, year), chunks: chunks() };
}

/** The journal as hledger reads it. */
export async function* hledgerOf(actor: Actor, filter: JournalFilter): AsyncGenerator<Buffer> {
  allow(actor, "ledger.view");
  // Of all members, whatever is asked for: an account is called the same in every file.
  const structures = await inTransaction(actor, (tx) =>
    tx
      .selectFrom("memberships as m")
      .innerJoin("structures as s", "s.id", "m.structureId")
      .select(["s.slug", "s.name"])
      .where("m.poleId", "=", actor.poleId)
      .execute(),
  );
  const names = hledgerNames(structures);
  yield Buffer.from(HLEDGER_HEAD);
  for await (const entries of allEntries(actor, filter)) yield Buffer.from(hledgerText(entries, names));
}

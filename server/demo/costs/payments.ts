import { sql } from "kysely";
import { inTransaction } from "../../../db/transaction";
import { demoId } from "../../../db/demo/chance";
import { structureId } from "../../../db/demo/ids";
import type { Actor } from "../../kernel/actor";
import { formatMonth } from "../../kernel/format";
import { balancesOf, recordPayment } from "../../ledger";
import { done } from "../done";
import type { DemoYear } from "./year";

/** Who has still to pay a month that is closed, and the provisions of the one that runs. */
const UNPAID = { slug: "radio-berge", rank: 10 };
const LATE: readonly string[] = ["radio-berge", "halles-paysannes", "mille-metiers"].map(structureId);

type Due = { structureId: string; cents: number };

/** What came in and went out by the bank in a month: its calls, the month closed before, suppliers. */
export async function payMonth(manager: Actor, year: DemoYear, rank: number): Promise<void> {
  const { called, closed, suppliers } = await dueIn(manager, year, rank);
  const [month, before] = [year.day(rank, 1), year.day(rank - 1, 1)].map((day) => formatMonth(day, "fr"));
  const pay = async (key: string, day: number, due: Due, label: string) => {
    const [received, cents] = [due.cents > 0, Math.abs(due.cents)];
    const id = demoId(`payment ${key} ${rank} ${due.structureId}`);
    const of = { id, received, cents, on: "members" as const, structureId: due.structureId };
    done(await recordPayment(manager, { ...of, day: year.day(rank, day), reference: `VIR-${id.slice(-6)}`, label }));
  };
  for (const due of called) {
    if (rank < 12 || !LATE.includes(due.structureId)) await pay("calls", 16, due, `Provisions, ${month}`);
  }
  const asked = new Map((await askedNow(manager)).map((due) => [due.structureId, due]));
  for (const { structureId: structure } of closed) {
    if (rank - 1 >= UNPAID.rank && structure === structureId(UNPAID.slug)) continue;
    // The month asks for unpaid calls too, and those were paid a week before.
    const due = asked.get(structure);
    if (due && due.cents !== 0) await pay("month", 24, due, `Décompte, ${before}`);
  }
  if (suppliers <= 0) return;
  const id = demoId(`payment suppliers ${rank}`);
  const of = { id, received: false, cents: suppliers, on: "suppliers" as const };
  const label = `Règlement des fournisseurs, ${before}`;
  done(await recordPayment(manager, { ...of, day: year.day(rank, 10), reference: `VIR-${id.slice(-6)}`, label }));
}

/** By structure: what its account asks of it, or owes it, once the calls are paid. */
function askedNow({ poleId, personId }: Actor): Promise<Due[]> {
  return inTransaction({ poleId, personId }, async (tx) =>
    (await balancesOf(tx, poleId, { role: "members" })).flatMap(({ structureId: structure, cents }) =>
      structure ? [{ structureId: structure, cents }] : [],
    ),
  );
}

/** By structure: what the calls of the month ask for, and what the closing of the month before made due. */
function dueIn({ poleId, personId }: Actor, year: DemoYear, rank: number) {
  return inTransaction({ poleId, personId }, async (tx) => {
    const { rows: called } = await sql<Due>`
      select s.structure_id, sum(s.cents)::bigint as cents
        from call_shares s join calls c on c.id = s.call_id join periods p on p.id = c.period_id
       where p.pole_id = ${poleId} and p.starts_on = ${year.day(rank, 1)} and s.cents > 0
       group by s.structure_id order by s.structure_id`.execute(tx);
    const { rows: closed } = await sql<Due>`
      select n.structure_id, n.net_cents as cents from nettings n join periods p on p.id = n.period_id
       where p.pole_id = ${poleId} and p.starts_on = ${year.day(rank - 1, 1)} and n.net_cents <> 0
       order by n.structure_id`.execute(tx);
    const owed = await balancesOf(tx, poleId, { role: "suppliers", until: year.day(rank - 1, 1) });
    return { called, closed, suppliers: owed.reduce((all, { cents }) => all - cents, 0) };
  });
}

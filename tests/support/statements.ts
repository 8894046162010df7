import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, type LocalDate } from "../../server/kernel/time";
import type { PoleKey, StructureKey } from "./world-data";
import type { World } from "./world";

/** A month of the books, as the database keeps it. */
export async function makeMonth(world: World, month: string, pole: PoleKey = "orme"): Promise<string> {
  const startsOn: LocalDate = `${month}-01`;
  const rows = await world.owner<{ id: string }[]>`
    insert into periods ${world.owner({
      ...{ id: newId(), pole_id: world.poles[pole].id, starts_on: startsOn },
      ends_on: addDays(addMonths(startsOn, 1), -1),
    })} on conflict (pole_id, starts_on) do update set starts_on = excluded.starts_on returning id`;
  return rows[0]?.id ?? "";
}

let charges = 0;

/** An approved charge of a month. Cents. */
export async function makeCharge(
  world: World,
  {
    periodId,
    poolId,
    cents,
    pole = "orme",
    label = "Loyer",
  }: { periodId: string; poolId: string; cents: number; pole?: PoleKey; label?: string },
): Promise<string> {
  const id = newId();
  const [period] = await world.owner<{ starts_on: LocalDate; ends_on: LocalDate }[]>`
    select starts_on, ends_on from periods where id = ${periodId}`;
  if (!period) throw new Error("No such month");
  const { manager } = world.people;
  await world.owner`insert into charges ${world.owner({
    ...{ id, pole_id: world.poles[pole].id, pool_id: poolId, period_id: periodId, supplier: "Foncière", label },
    ...{ number: `CH-2026-${String((charges += 1)).padStart(4, "0")}`, amount_cents: cents, account: "6132" },
    ...{ document_on: period.starts_on, served_from: period.starts_on, served_until: period.ends_on },
    ...{ state: "approved", approved_at: new Date(), approved_by: manager.id, person_id: manager.id },
    ...{ structure_id: world.structures.gue.id, without_proof: "Prélèvement" },
  })}`;
  return id;
}

/** A month put to review, with a statement for each; whatever months there are before it. */
export async function putToReview(
  world: World,
  periodId: string,
  { structures, until, pole = "orme" }: { structures: readonly StructureKey[]; until: Date; pole?: PoleKey },
): Promise<void> {
  await world.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update periods set state = 'review', review_until = ${until} where id = ${periodId}`;
  });
  const rows = await world.owner<
    { month: string }[]
  >`select to_char(starts_on, 'YYYY-MM') as month from periods where id = ${periodId}`;
  for (const [rank, structure] of structures.entries()) {
    await world.owner`insert into statements ${world.owner({
      ...{ pole_id: world.poles[pole].id, period_id: periodId, structure_id: world.structures[structure].id },
      number: `${rows[0]?.month}-${String(rank + 1).padStart(2, "0")}`,
    })} on conflict do nothing`;
  }
}

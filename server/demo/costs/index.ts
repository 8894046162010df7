import type postgres from "postgres";
import { demoId } from "../../../db/demo/chance";
import type { DemoPole } from "../../../db/demo/describe";
import { structureId } from "../../../db/demo/ids";
import { addDays, localDateOf } from "../../kernel/time";
import { peopleOf } from "../people";
import { enterMonth, makeRecurring } from "./charges";
import { CAME, LEFT } from "./members";
import { askFees, askFunders, callMonth, openBooks, payFunders, setYearBudgets } from "./money";
import { moveToTheirDays } from "./history";
import { payMonth } from "./payments";
import { makePools } from "./pools";
import { declareAlone } from "./references";
import { closeMonth, reviewMonth } from "./review";
import { measureMembers, readMonth } from "./use";
import { yearBefore, type DemoYear } from "./year";

type About = { poles: readonly DemoPole[]; now: Date; zone: string };

/**
 * A year of the Val d’Orme's shared costs, by what the pages call: eleven months closed, the last full one in review.
 * The database of the application is open. `sql` is its owner's.
 */
export async function insertCosts(sql: postgres.Sql, { poles, now, zone }: About): Promise<void> {
  const who = peopleOf(poles);
  const manager = await who("tempo", "employee");
  const pole = poles.find(({ slug }) => slug === "val-d-orme");
  if (!pole) return;
  const year = yearBefore(localDateOf(now, zone));
  await comeAndGo(sql, manager.poleId, year);
  await measureMembers(manager, year);
  await makePools(manager, pole, year);
  await openBooks(manager, year);
  await setYearBudgets(manager, year);
  await askFunders(manager, year);
  await makeRecurring(manager, year);
  for (const rank of year.months.keys()) {
    await callMonth(manager, year, rank);
    await readMonth(manager, year, rank);
    await enterMonth(manager, who, year, rank);
    if (rank === year.newYear) await askFees(manager, year);
    await payFunders(manager, year, rank);
    await payMonth(manager, year, rank);
    await reviewMonth(manager, who, year, rank);
    if (rank < 11) await closeMonth(sql, manager, year, rank);
  }
  // The month that runs: its provisions are called, and paid by most.
  await callMonth(manager, year, 12);
  await payMonth(manager, year, 12);
  await declareAlone(who);
  await moveToTheirDays(sql, manager.poleId, zone);
}

/** One member left in the year, another came. */
async function comeAndGo(sql: postgres.Sql, poleId: string, year: DemoYear): Promise<void> {
  const id = demoId(`structure ${LEFT.slug}`);
  await sql`insert into structures ${sql({ id, slug: LEFT.slug, name: LEFT.name, activity: "épicerie sans emballage", legal_form: "Association loi 1901", town: "Valsonne", colour: 3, ess: true })}`;
  await sql`insert into memberships ${sql({ pole_id: poleId, structure_id: id, kind: "member", starts_on: addDays(year.day(0, 1), -700), ends_on: year.day(LEFT.rank, LEFT.day) })}`;
  await sql`update memberships set starts_on = ${year.day(CAME.rank, CAME.day)}
             where pole_id = ${poleId} and structure_id = ${structureId(CAME.slug)}`;
}

import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { isHolidayZone, type HolidayZone } from "../kernel/calendars/bank-holidays";
import { isSchoolZone, type SchoolZone } from "../kernel/calendars/school-holidays";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { bookingRulesOf, structuresOf, type Owner } from "./queries";
import type { Quota, ResourceRules, RuledCustomer } from "./resource-rules";
import type { OpeningHours } from "./rules";

/** The rules of a resource with what its page of rules chooses among. @throws NotFound */
export function rulesOfResource(
  actor: Actor,
  id: string,
): Promise<{ rules: ResourceRules; structures: Owner[]; zones: { bank: HolidayZone; school: SchoolZone | null } }> {
  return inTransaction(actor, async (tx) => {
    const rules = await readRules(tx, id);
    const pole = await tx
      .selectFrom("poles")
      .select(["holidayZone", "schoolZone"])
      .where("id", "=", actor.poleId)
      .executeTakeFirstOrThrow();
    const bank = isHolidayZone(pole.holidayZone) ? pole.holidayZone : "metropole";
    const school = pole.schoolZone !== null && isSchoolZone(pole.schoolZone) ? pole.schoolZone : null;
    return { rules, structures: await structuresOf(tx), zones: { bank, school } };
  });
}

/** Every rule of a resource. @throws NotFound */
export async function readRules(tx: Tx, id: string): Promise<ResourceRules> {
  if (!isId(id)) throw new NotFound("resource");
  const row = await tx.selectFrom("resources").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw new NotFound("resource");
  const hours = await tx
    .selectFrom("openingHours")
    .select(["seasonId", "weekday", "opens", "closes"])
    .where("resourceId", "=", id)
    .orderBy("weekday")
    .orderBy("opens")
    .execute();
  const seasons = await tx
    .selectFrom("seasons")
    .select(["id", "name", "startsOn", "endsOn"])
    .where("resourceId", "=", id)
    .orderBy("startsOn")
    .orderBy("id")
    .execute();
  const closures = await tx
    .selectFrom("closures")
    .select(["firstDay as first", "lastDay as last", "label"])
    .where("resourceId", "=", id)
    .orderBy("firstDay")
    .orderBy("id")
    .execute();
  const quotas = await tx.selectFrom("quotas").selectAll().where("resourceId", "=", id).execute();
  const structures = await tx.selectFrom("resourceStructures").selectAll().where("resourceId", "=", id).execute();
  const inSeason = (wanted: string | null) =>
    hours
      .filter(({ seasonId }) => seasonId === wanted)
      .map(({ weekday, opens, closes }): OpeningHours => ({ weekday, opens, closes }));
  return {
    hours: inSeason(null),
    seasons: seasons.map(({ id: season, ...rest }) => ({ ...rest, hours: inSeason(season) })),
    closures,
    closesBankHolidays: row.closesBankHolidays,
    closesSchoolHolidays: row.closesSchoolHolidays,
    rules: bookingRulesOf(row),
    changeNoticeMinutes: row.changeNoticeMinutes,
    lateCancelPercent: row.lateCancelPercent,
    prime:
      row.primeFrom === null || row.primeTo === null
        ? null
        : { from: row.primeFrom, to: row.primeTo, weekdays: row.primeWeekdays },
    quotas: quotas.map(({ customer, measure, amount, primeOnly }) => {
      return { customer, measure, amount, primeOnly } as Quota;
    }),
    openTo: row.openTo as ResourceRules["openTo"],
    named: structures.filter(({ mayBook }) => mayBook).map(({ structureId }) => structureId),
    approval: {
      mode: row.approval as ResourceRules["approval"]["mode"],
      minutes: row.approvalMinutes,
      free: row.approvalFree as RuledCustomer[],
      trusted: structures.filter(({ trusted }) => trusted).map(({ structureId }) => structureId),
    },
  };
}

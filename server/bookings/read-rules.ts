import { sql } from "kysely";
import { isHolidayZone } from "../kernel/calendars/bank-holidays";
import { isSchoolZone } from "../kernel/calendars/school-holidays";
import type { Closure, Hours, OpeningHours, Season } from "./opening";
import type { Prime, Quota } from "./quotas";
import type { Access } from "./rules";
import type { CancellationRules } from "./terms";

/** The rules of a resource that are kept beside its row: when it is open, who may book it, how much, until when. */
export interface ReadRules {
  readonly cancellation: CancellationRules;
  readonly changeNoticeMinutes: number;
  readonly hours: Hours;
  readonly access: Access;
  readonly quotas: readonly Quota[];
  /** The hours that everybody wants; null when they are not told. */
  readonly prime: Prime | null;
}

/** The same as `rulesBeside` reads it. */
export interface RulesRow {
  changeNoticeMinutes: number;
  cancelNoticeMinutes: number;
  lateCancelPercent: number | null;
  opening: (OpeningHours & { seasonId: string | null })[];
  seasons: (Omit<Season, "hours"> & { id: string })[];
  closures: Closure[];
  bankZone: string | null;
  schoolZone: string | null;
  openTo: Access["openTo"];
  ownerId: string;
  named: string[];
  quotas: Quota[];
  primeFrom: number | null;
  primeTo: number | null;
  primeWeekdays: number[];
}

/** Columns of a resource (r) and of the tables beside it that RulesRow holds. */
export const rulesBeside = sql`
  r.change_notice_minutes, r.cancel_notice_minutes, r.late_cancel_percent, r.open_to,
  r.structure_id as owner_id, r.prime_from, r.prime_to, r.prime_weekdays,
  case when r.closes_bank_holidays then (select holiday_zone from poles where id = r.pole_id) end as bank_zone,
  case when r.closes_school_holidays then (select school_zone from poles where id = r.pole_id) end as school_zone,
  (select coalesce(json_agg(json_build_object(
            'weekday', weekday, 'opens', opens, 'closes', closes, 'seasonId', season_id)), '[]')
     from opening_hours where resource_id = r.id) as opening,
  (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'startsOn', starts_on, 'endsOn', ends_on)
            order by starts_on, id), '[]')
     from seasons where resource_id = r.id) as seasons,
  (select coalesce(json_agg(json_build_object('first', first_day, 'last', last_day, 'label', label)
            order by first_day, id), '[]')
     from closures where resource_id = r.id) as closures,
  (select coalesce(json_agg(structure_id), '[]')
     from resource_structures where resource_id = r.id and may_book) as named,
  (select coalesce(json_agg(json_build_object(
            'customer', customer, 'measure', measure, 'amount', amount, 'primeOnly', prime_only)
            order by customer, measure), '[]')
     from quotas where resource_id = r.id) as quotas`;

/** The rules that a row holds. */
export function rulesOf(row: RulesRow): ReadRules {
  const { primeFrom, primeTo } = row;
  return {
    cancellation: { cancelNoticeMinutes: row.cancelNoticeMinutes, lateCancelPercent: row.lateCancelPercent },
    changeNoticeMinutes: row.changeNoticeMinutes,
    hours: hoursOf(row),
    access: { openTo: row.openTo, ownerId: row.ownerId, named: row.named },
    quotas: row.quotas,
    prime:
      primeFrom === null || primeTo === null ? null : { from: primeFrom, to: primeTo, weekdays: row.primeWeekdays },
  };
}

function hoursOf({ opening, seasons, closures, bankZone, schoolZone }: RulesRow): Hours {
  const inSeason = (wanted: string | null) =>
    opening
      .filter(({ seasonId }) => seasonId === wanted)
      .map(({ weekday, opens, closes }): OpeningHours => ({ weekday, opens, closes }));
  return {
    week: inSeason(null),
    seasons: seasons.map(({ id, ...season }) => ({ ...season, hours: inSeason(id) })),
    closures,
    bankHolidays: bankZone !== null && isHolidayZone(bankZone) ? bankZone : null,
    schoolHolidays: schoolZone !== null && isSchoolZone(schoolZone) ? schoolZone : null,
  };
}

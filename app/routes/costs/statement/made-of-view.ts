import { paths } from "~/paths";
import type { MadeOf, Measure, Statement, StatementLine } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { can } from "~server/kernel/permissions";
import { formatDayRange, formatInstant, formatMoney } from "~server/kernel/format";
import { weightFigure } from "./figures";
import { lineView } from "./line-view";
import { crumbsOf } from "./statement-view";
import { dayWords, monthOf, ofMonth, whenWords, type SayStatement } from "./words";

export type MadeOfView = ReturnType<typeof madeOfView>;
export type PartView = MadeOfView["parts"][number];

/** What counts in a table: a day or a stretch, what, and how much of each measure. */
export interface CountedRow {
  readonly id: string;
  readonly when: string;
  readonly what: string;
  readonly to: string | null;
  readonly figures: readonly string[];
}

/** One pool of a statement, whole, for paper: why, and what the weight is made of. */
export function madeOfView(
  actor: Actor,
  { statement, line, parts }: { statement: Statement; line: StatementLine; parts: readonly MadeOf[] },
  t: SayStatement,
) {
  const { month, structure, byManager } = statement;
  const { locale, poleSlug } = actor;
  const of = ofMonth(month.startsOn, t, { year: false }, locale);
  return {
    title: t("madeOf.title", { pool: line.pool.name }),
    lead: t(byManager ? "madeOf.leadOf" : "madeOf.lead", {
      structure: structure.name,
      of: ofMonth(month.startsOn, t, {}, locale),
      amount: formatMoney(line.cents, locale),
    }),
    crumbs: [
      ...crumbsOf(actor, statement, t),
      {
        label: t("here", { of }),
        to: paths.costStatement(poleSlug, monthOf(month.startsOn), structure.id),
      },
    ],
    here: line.pool.name,
    line: lineView(actor, statement, line, t),
    section: t(byManager ? "madeOf.sectionOf" : "madeOf.section"),
    legal: t(`legal.${line.pool.legalMode}`, { names: line.pool.name }),
    parts: parts.map((part) => partView(actor, statement, part, parts.length > 1, t)),
    printed: t("printed", { pole: actor.poleName, when: whenWords(statement.now, actor) }),
  };
}

function partView(actor: Actor, statement: Statement, part: MadeOf, several: boolean, t: SayStatement) {
  const { allocation, measures, days, basisDays, moreBookings } = part;
  const { locale } = actor;
  const basis = formatDayRange(allocation.servedFrom, allocation.servedUntil, locale, { year: true });
  const used = measures.filter((measure) => !isStanding(measure));
  const booked = used.filter((measure) => measure !== "hours");
  const unit = (measure: Measure) => t(`equation.unit.${measure}`);
  return {
    id: allocation.id,
    heading: several ? basis : null,
    presence: t("madeOf.presence", { days, all: basisDays }),
    none: measures.length === 0 ? t("madeOf.none") : null,
    standing: part.standing.map(({ measure, value, from, until, days: counted }) => ({
      id: `${measure} ${from}`,
      when: formatDayRange(from, until, locale, { year: true }),
      days: String(counted),
      unit: unit(measure),
      value: told(measure, value, locale),
    })),
    bookings:
      booked.length === 0
        ? null
        : {
            units: booked.map(unit),
            rows: part.bookings.map(({ id, resource, startsAt, minutes, kilometres, units }): CountedRow => ({
              id,
              when: formatInstant(startsAt, actor.timeZone, locale, { short: true }),
              what: resource,
              to:
                statement.structure.id === actor.structureId || can(actor, "bookings.view")
                  ? paths.booking(actor.poleSlug, id)
                  : null,
              figures: booked.map((measure) =>
                told(measure, ofBooking(measure, { minutes, kilometres, units }), locale),
              ),
            })),
            more: moreBookings > 0 ? t("madeOf.more", { count: moreBookings }) : null,
            total: booked.map((measure) =>
              told(
                measure,
                part.bookings.reduce((sum, booking) => sum + ofBooking(measure, booking), 0),
                locale,
              ),
            ),
          },
    readings:
      used.length === 0 || part.readings.length === 0
        ? null
        : part.readings.map(({ id, measure, quantity, usedOn, about }) => ({
            id,
            when: dayWords(usedOn, locale),
            unit: unit(measure),
            value: told(measure, quantity, locale),
            about,
          })),
    differs:
      moreBookings === 0 && measures.some((measure) => differs(part, statement.structure.id, measure))
        ? t("madeOf.differs")
        : null,
  };
}

const isStanding = (measure: Measure) => measure === "fte" || measure === "headcount" || measure === "surface";

/** What a booking counts for, in a measure of use. */
function ofBooking(
  measure: Measure,
  { minutes, kilometres, units }: { minutes: number; kilometres: number; units: number },
) {
  return measure === "minutes" ? minutes : measure === "kilometres" ? kilometres : units;
}

/** A measure as one says it: 64 000 is 6,40 full-time equivalents. */
function told(measure: Measure, value: number, locale: Actor["locale"]): string {
  const scale = measure === "fte" ? 10_000n : measure === "surface" ? 100n : 1n;
  return weightFigure(measure, { n: BigInt(value), d: scale }, locale);
}

/** Whether what is listed is no longer what was counted: it changed since the month was closed. */
function differs({ allocation, standing, bookings, readings }: MadeOf, structureId: string, measure: Measure): boolean {
  const counted = BigInt(allocation.explanation.measures[measure]?.[structureId] ?? "0");
  const ofReadings = readings.reduce((sum, one) => (one.measure === measure ? sum + one.quantity : sum), 0);
  const listed = isStanding(measure)
    ? standing.reduce((sum, one) => (one.measure === measure ? sum + one.value * one.days : sum), 0)
    : ofReadings + (measure === "hours" ? 0 : bookings.reduce((sum, booking) => sum + ofBooking(measure, booking), 0));
  return BigInt(listed) !== counted;
}

import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { unitOf, type LineProblem, type MonthReadings, type Used } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatMonth, formatNumber } from "~server/kernel/format";
import { addMonths } from "~server/kernel/time";

type T = Awaited<ReturnType<typeof translator<"costsPools">>>;

/** Months that may be chosen, this one first. */
const MONTHS = 13;

/** The readings of a pool in a month, in words. */
export async function readingsView(month: MonthReadings, chosen: string | null, actor: Actor) {
  const t = await translator(actor.locale, "costsPools");
  const measure = month.measures.find((one) => one === chosen) ?? month.measures[0] ?? "kilometres";
  const first = month.today.slice(0, 7);
  const months = Array.from({ length: MONTHS }, (_, back) => addMonths(`${first}-01`, -back));
  return {
    pole: actor.poleSlug,
    page: paths.costReadings(actor.poleSlug),
    can: month.can,
    locked: month.locked,
    pools: month.pools.map(({ id, name }) => ({ value: id, label: name })),
    poolId: month.poolId,
    month: month.month.slice(0, 7),
    monthName: formatMonth(month.month, actor.locale),
    months: (months.includes(month.month) ? months : [month.month, ...months]).map((day) => ({
      value: day.slice(0, 7),
      label: formatMonth(day, actor.locale),
    })),
    measure,
    measureName: t(`measure.${measure}`),
    measures: month.measures.map((value) => ({ value, label: t(`measure.${value}`) })),
    askSigned: month.can.manage && measure === "hours",
    structures: month.structures.map(({ id, name }) => ({
      id,
      name,
      label: t("readingsPage.quantityOf", { measure: t(`measure.${measure}`), name }),
    })),
    readings: month.readings.map((reading) => {
      const quantity = quantityWords(t, reading.measure, reading.quantity, actor);
      const who = { quantity, name: reading.structureName };
      return {
        id: reading.id,
        day: formatDay(reading.usedOn, actor.locale, { weekday: false, short: true }),
        structure: reading.structureName,
        measure: t(`measure.${reading.measure}`),
        quantity,
        about: reading.about,
        who: reading.personName,
        waiting: reading.waiting,
        state: reading.waiting
          ? reading.can.validate
            ? t("readingsPage.waitingYou")
            : t("readingsPage.waiting", { name: reading.structureName })
          : t("readingsPage.counted"),
        validate: reading.can.validate ? t("readingsPage.validateOf", who) : null,
        remove: reading.can.remove ? t("readingsPage.removeOf", who) : null,
      };
    }),
  };
}

export type ReadingsView = Awaited<ReturnType<typeof readingsView>>;

function quantityWords(t: T, measure: Used, quantity: number, { locale }: Actor): string {
  const count = Math.round((quantity / unitOf(measure)) * 100) / 100;
  if (measure === "seats" || measure === "meals") return t(`readingsPage.units.${measure}`, { count });
  return t(`readingsPage.units.${measure}`, { count: formatNumber(count, locale) });
}

/** What is wrong with lines that were pasted. */
export async function lineWords(problems: readonly LineProblem[], { locale }: Actor): Promise<string[]> {
  const t = await translator(locale, "costsPools");
  return problems.map(({ line, code }) =>
    t("readingsPage.lineProblem", { line, problem: t(`readingsPage.lines.${code}`) }),
  );
}

import { translator } from "~/i18n/translator";
import { STANDING, type MeasuredStructure, type measuresOfStructures } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDay } from "~server/kernel/format";
import { startOfMonth } from "~server/kernel/time";
import { measureText } from "../pools/key-words";

/** Staff and floor space of the structures, in words. */
export async function measuresView(
  { structures, today, can }: Awaited<ReturnType<typeof measuresOfStructures>>,
  actor: Actor,
) {
  const t = await translator(actor.locale, "costsPools");
  const day = (date: string) => formatDay(date, actor.locale, { weekday: false, year: true });
  const text = (measure: (typeof STANDING)[number], value: number) => measureText(measure, BigInt(value), actor.locale);
  const row = ({ id, name, now, history }: MeasuredStructure) => ({
    id,
    name,
    now: STANDING.map((measure) => {
      const value = now[measure];
      return {
        measure,
        label: t("measuresPage.of", { measure: t(`measure.${measure}`), name }),
        text: value === undefined ? null : text(measure, value),
      };
    }),
    history: history.map(({ measure, value, startsOn, endsOn, personName }) => ({
      key: `${measure} ${startsOn}`,
      measure: t(`measure.${measure}`),
      value: text(measure, value),
      dates:
        endsOn === null
          ? t("page.from", { from: day(startsOn) })
          : t("page.fromTo", { from: day(startsOn), until: day(endsOn) }),
      who: personName,
    })),
  });
  return {
    can,
    month: startOfMonth(today),
    measures: STANDING.map((measure) => ({ measure, label: t(`measure.${measure}`) })),
    structures: structures.map(row),
  };
}

export type MeasuresView = Awaited<ReturnType<typeof measuresView>>;

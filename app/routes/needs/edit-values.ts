import { timeText } from "~server/kernel/time";
import { localDateOf, minutesOf } from "~server/kernel/time";
import type { Need } from "~server/tenders";

/** What the form of a draft shows in its fields, by their names. */
export type Values = Readonly<Record<string, string>>;

/** Every field of every step, as it is kept. */
export function valuesOf(need: Need, zone: string, lotId: string | null): Values {
  const values: Record<string, string> = {
    ...{ kind: need.kind, title: need.title, summary: need.summary, description: need.description },
    ...{ place: need.place, contact: need.contact, trade: need.trades[0] ?? "" },
    ...{ wantedFrom: need.wantedFrom ?? "", wantedUntil: need.wantedUntil ?? "" },
    ...{ openTo: need.openTo, groups: need.groupsAllowed ? "oui" : "", qualityFirst: need.qualityFirst ? "oui" : "" },
    ...{ maxLots: need.maxLots === null ? "" : String(need.maxLots) },
    ...{ closesOn: "", closesAt: "12:00", questionsOn: "" },
  };
  if (need.closesAt) {
    const day = localDateOf(need.closesAt, zone);
    values.closesOn = day;
    values.closesAt = timeText(minutesOf(need.closesAt, day, zone));
  }
  if (need.questionsUntil) values.questionsOn = localDateOf(need.questionsUntil, zone);
  for (const lot of need.lots) {
    values[`title-${lot.id}`] = lot.title;
    values[`description-${lot.id}`] = lot.description;
    values[`estimate-${lot.id}`] =
      lot.estimateCents === null ? "" : (lot.estimateCents / 100).toFixed(2).replace(".", ",").replace(",00", "");
    values[`shown-${lot.id}`] = lot.estimateShown ? "oui" : "";
    values[`reserved-${lot.id}`] = lot.reservedTo ?? "";
    values[`hours-${lot.id}`] = lot.minimumHours > 0 ? String(lot.minimumHours) : "";
  }
  const judged = need.lots.find(({ id }) => id === lotId) ?? need.lots[0];
  for (const [row, criterion] of (judged?.criteria ?? []).entries()) {
    values[`kind-${row}`] = criterion.kind;
    values[`label-${row}`] = criterion.label;
    values[`weight-${row}`] = String(criterion.weight);
    values[`scale-${row}`] = String(criterion.scale);
    values[`minimum-${row}`] = criterion.minimum === null ? "" : String(criterion.minimum).replace(".", ",");
    values[`guideline-${row}`] = criterion.guideline;
  }
  return values;
}

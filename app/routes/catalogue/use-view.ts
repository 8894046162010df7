import { kindOf, NO_SHOWS, spanOfMinutes, type KindKey, type Resource } from "~server/catalogue";
import type { StartValues } from "./form-reader";
import { kindWord, spanWords, type Words } from "./words";

/** What the form asks about taking it and giving it back, in words. */
export function useView(kind: KindKey, resource: Resource | null, t: Words) {
  const { quantity, mayBeUnlimited, startSteps } = kindOf(kind);
  return {
    // Afterwards, units come and go one by one on a page of their own.
    units: quantity && !resource ? { label: kindWord(t, kind, "unitsLabel") } : null,
    mayBeUnlimited,
    startSteps: startSteps.map((step) => ({ value: step, label: t(`form.use.steps.${step}`) })),
    noShows: NO_SHOWS.map((minutes) => ({
      value: String(minutes),
      label:
        minutes === 0
          ? t("form.use.noShowNever")
          : t("form.use.noShow", { span: spanWords(t, spanOfMinutes(minutes)) }),
    })),
  };
}

/** Where these fields start. */
export function useValues(kind: KindKey, resource: Resource | null): StartValues {
  const { defaults, startSteps } = kindOf(kind);
  return {
    units: String(defaults.units),
    unlimited: resource?.unlimited ? "on" : undefined,
    startStep: resource?.startStep ?? startSteps[0],
    noShowMinutes: String(resource?.noShowMinutes ?? 0),
    instructions: resource?.instructions ?? "",
  };
}

import { translator } from "~/i18n/translator";
import { typography } from "~server/kernel/typography";
import { MAX_EVIDENCE, type UseOfBooking } from "~server/use";
import { hoursWords, kilometreWords, momentWords, type Reader } from "./words";

const LEVELS = ["100", "75", "50", "25", "10"] as const;

/** What the form of taking or giving back shows, in words. */
export async function stateView(use: UseOfBooking, moment: "start" | "end", reader: Reader) {
  const t = await translator(reader.locale, "use");
  const last = use.lastOdometer === null ? null : kilometreWords(use.lastOdometer, reader);
  return {
    moment,
    name: use.resourceName,
    when: `${capital(momentWords(use.start, reader).day)}, ${hoursWords(use.start, use.end, reader)}`,
    asksState: use.step === "odometer",
    act: t(`${moment}.${use.step}`),
    endHint: moment === "end" && use.end > new Date() ? t("panel.endHint") : null,
    lead: use.step === "odometer" ? t(moment === "start" ? "state.leadStart" : "state.leadEnd") : null,
    odometerHint: last && t(moment === "start" ? "state.odometerHintStart" : "state.odometerHintEnd", { last }),
    levels: [
      { value: "", label: t("state.levelUnknown") },
      ...LEVELS.map((value) => ({ value, label: t(`state.levels.${value}`) })),
    ],
    photosHint: t("state.photosHint", { most: MAX_EVIDENCE }),
    instructions: typography(use.instructions),
  };
}

export type StateView = Awaited<ReturnType<typeof stateView>>;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

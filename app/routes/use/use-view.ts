import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatPercent } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";
import { typography } from "~server/kernel/typography";
import type { ToUse, UseOfBooking, UseRecord } from "~server/use";
import { hoursWords, kilometreWords, momentWords, type Reader, type SayUse } from "./words";

/** The next step of a booking: where it leads, in words. A form of its own where a state is asked for. */
function stepView(step: UseOfBooking["step"], next: "start" | "end", pole: string, booking: string, t: SayUse) {
  const to = next === "start" ? paths.takeBooking(pole, booking) : paths.returnBooking(pole, booking);
  return { moment: next, act: t(`${next}.${step}`), to, form: step === "odometer" };
}

export type NextStepView = ReturnType<typeof stepView>;

/** The use of a booking, on its page. Null where nothing is asked and nothing was noted. */
export async function useView(use: UseOfBooking, actor: Actor, now: Date) {
  const t = await translator(actor.locale, "use");
  const { poleSlug, timeZone } = actor;
  const live = use.state === "confirmed" || use.state === "checked_in";
  const waits = use.state === "confirmed" && use.step !== "none" && now < use.end;
  const from = momentWords(use.from, actor);
  const sameDay = localDateOf(use.from, timeZone) === localDateOf(now, timeZone);
  const view = {
    next: use.next && stepView(use.step, use.next, poleSlug, use.bookingId, t),
    title: t(titleOf(use.state === "checked_in", use.start, use.end, now)),
    from: waits && !use.next && now < use.from ? t(sameDay ? "panel.from" : "panel.fromDay", from) : null,
    noShow: waits && use.noShowMinutes !== null ? t("panel.noShow", { minutes: use.noShowMinutes }) : null,
    endHint: use.next === "end" && now < use.end ? t("panel.endHint") : null,
    incident: paths.reportIncident(poleSlug, use.resourceId, use.bookingId),
    instructions: live ? typography(use.instructions) : "",
    records: use.records.map((record) => recordView(record, actor, t)),
    kilometres: use.kilometres === null ? null : t("records.km", { kilometres: kilometreWords(use.kilometres, actor) }),
  };
  const nothing = !view.next && !view.from && !view.instructions && view.records.length === 0 && !view.kilometres;
  return nothing ? null : view;
}

export type UseView = NonNullable<Awaited<ReturnType<typeof useView>>>;

function recordView(record: UseRecord, actor: Actor, t: SayUse) {
  const at = formatInstant(record.at, actor.timeZone, actor.locale);
  const moment = t(record.moment === "start" ? "records.momentStart" : "records.momentEnd");
  return {
    moment: record.moment,
    title: t(`records.${record.moment}`),
    by: record.personName ? t("records.by", { person: record.personName, at }) : t("records.byLink", { at }),
    odometer: record.odometer === null ? null : t("records.km", { kilometres: kilometreWords(record.odometer, actor) }),
    level: record.level === null ? null : formatPercent(record.level / 100, actor.locale),
    note: record.note,
    photos: record.photos.map(({ id, width, height }, index) => ({
      src: paths.evidence(actor.poleSlug, id),
      width,
      height,
      alt: t("records.photo", { number: index + 1, moment }),
    })),
  };
}

export type RecordView = ReturnType<typeof recordView>;

/** What begins or is under way, for the first page. */
export async function toUseView(uses: readonly ToUse[], actor: Actor, now: Date) {
  const t = await translator(actor.locale, "use");
  return uses.flatMap((use) =>
    use.next
      ? [
          {
            id: use.bookingId,
            title: t(titleOf(use.state === "checked_in", use.start, use.end, now)),
            name: use.resourceName,
            hours: hoursWords(use.start, use.end, actor satisfies Reader),
            to: paths.booking(actor.poleSlug, use.bookingId),
            next: stepView(use.step, use.next, actor.poleSlug, use.bookingId, t),
          },
        ]
      : [],
  );
}

export type ToUseView = Awaited<ReturnType<typeof toUseView>>[number];

function titleOf(taken: boolean, start: Date, end: Date, now: Date) {
  if (taken) return now > end ? "panel.late" : "panel.underWay";
  return now < start ? "panel.begins" : "panel.begun";
}

import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatInstant, formatPeriod } from "~server/kernel/format";
import type { IncidentDetails, IncidentSeen } from "~server/use";
import { hoursWords, momentWords } from "./words";

type Say = Awaited<ReturnType<typeof translator<"incidents">>>;

/** Whether it can be used, as a badge says it. */
function stateView(incident: Omit<IncidentSeen, "photos">, { locale, timeZone }: Actor, t: Say) {
  if (incident.closedAt) return { tone: "ok" as const, icon: "check-check" as const, words: t("state.closed") };
  if (incident.blockedUntil) {
    const until = formatInstant(incident.blockedUntil, timeZone, locale);
    return { tone: "no" as const, icon: "wrench" as const, words: t("state.stopped", { until }) };
  }
  if (incident.stopsUse) return { tone: "wait" as const, icon: "triangle-alert" as const, words: t("state.stops") };
  return { tone: undefined, icon: "circle-check" as const, words: t("state.usable") };
}

/** An incident as a row of a list. */
export function incidentRow(incident: IncidentSeen, actor: Actor, t: Say) {
  const at = t("at", momentWords(incident.reportedAt, actor));
  return {
    id: incident.id,
    to: paths.incident(actor.poleSlug, incident.id),
    name: incident.resourceName,
    owner: incident.ownerName,
    text: incident.description.length > 140 ? `${incident.description.slice(0, 139)}…` : incident.description,
    by: t("by", { person: incident.reporterName || t("somebody"), at }),
    photos: incident.photos > 0 ? t("photos", { count: incident.photos }) : null,
    state: stateView(incident, actor, t),
  };
}

export type IncidentRow = ReturnType<typeof incidentRow>;

/** An incident on its own page. */
export async function incidentView(incident: IncidentDetails, actor: Actor) {
  const t = await translator(actor.locale, "incidents");
  const { poleSlug, locale, timeZone } = actor;
  const { blockedFrom, blockedUntil, blockingReason } = incident;
  const at = (instant: Date) => t("at", momentWords(instant, actor));
  return {
    name: incident.resourceName,
    resource: paths.resource(poleSlug, incident.resourceId),
    owner: incident.ownerName,
    state: stateView(incident, actor, t),
    description: incident.description,
    unit: incident.unitLabel,
    booking: incident.bookingId && paths.booking(poleSlug, incident.bookingId),
    photos: incident.photos.map(({ id, width, height }, index) => ({
      src: paths.evidence(poleSlug, id),
      width,
      height,
      alt: t("detail.photo", { number: index + 1 }),
    })),
    maintenance:
      blockedFrom && blockedUntil
        ? {
            period: t("detail.maintenancePeriod", {
              period: formatPeriod(blockedFrom, blockedUntil, timeZone, locale),
            }),
            reason: blockingReason,
          }
        : null,
    affected: incident.affected.map((booking) => ({
      to: paths.booking(poleSlug, booking.id),
      who: booking.person ? `${booking.person.name}, ${booking.structure.name}` : booking.structure.name,
      when: `${momentWords(booking.start, actor).day}, ${hoursWords(booking.start, booking.end, actor)}`,
    })),
    history: [
      {
        what: t("detail.reported", { person: incident.reporterName || t("somebody") }),
        at: at(incident.reportedAt),
        text: "",
      },
      ...incident.events.map((event) => ({
        what: t(`detail.events.${event.kind}`, { person: event.personName || t("somebody") }),
        at: at(event.at),
        text: event.note,
      })),
    ],
    manage: incident.can.manage ? waysOn(incident, poleSlug, t) : null,
  };
}

/** What its owner can do about it. */
function waysOn({ id, closedAt, stopsUse, blockedUntil }: IncidentDetails, pole: string, t: Say) {
  if (closedAt) return { reopen: paths.reopenIncident(pole, id) };
  return {
    serve: stopsUse || blockedUntil ? paths.letServe(pole, id) : null,
    plan: paths.planMaintenance(pole, id),
    planWords: t(blockedUntil ? "detail.replan" : "detail.plan"),
    close: paths.closeIncident(pole, id),
  };
}

export type IncidentView = Awaited<ReturnType<typeof incidentView>>;

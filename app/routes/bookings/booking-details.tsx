import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Who } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icon-names";
import { Photo } from "~/ui/photo";
import { Card, Section } from "~/ui/surface";
import type { BookingView } from "./booking-view";

/** What is booked, when, where, by whom. */
export function BookingDetailsList({ booking }: { booking: BookingView }) {
  const t = useTranslations("bookings.booking");
  const { resource, place, structure, person, title, can } = booking;
  return (
    <Card as="section" className="booking-card" aria-label={t("details")}>
      <Photo photo={resource.photo} kind={resource.kind} sizes="(width < 64rem) 100vw, 50rem" first />
      <dl className="details">
        <Detail icon={resource.icon} term={resource.kindWord}>
          <Link to={resource.to}>{resource.name}</Link>
          <Who {...resource.owner} size="xs" />
        </Detail>
        <Detail icon="calendar-days" term={t("whenLabel")}>
          <b>{booking.day}</b>
          <span>
            {booking.hours} <span className="soft">({booking.duration})</span>
          </span>
        </Detail>
        <Detail icon="users" term={person ? t("by") : t("for")}>
          {person ? (
            <span>{t("byFor", { person, structure: structure.name })}</span>
          ) : (
            <Who {...structure} size="xs" me={booking.ours} />
          )}
        </Detail>
        {booking.contact && <ContactDetail contact={booking.contact} />}
        {title !== null && (
          <Detail icon="file-text" term={t("purpose")}>
            <span>{title || <span className="soft">{t("noPurpose")}</span>}</span>
            {title && can.seePurpose && (
              <span className="small soft">{booking.titleShared ? t("purposeShared") : t("purposeKept")}</span>
            )}
          </Detail>
        )}
        {booking.attendees !== null && (
          <Detail icon="armchair" term={t("people")}>
            {booking.attendees}
          </Detail>
        )}
        {place && (
          <Detail icon="map-pin" term={t("access")}>
            <b>{place.address}</b>
            {place.access && <span className="soft">{place.access}</span>}
          </Detail>
        )}
      </dl>
    </Card>
  );
}

/** How to reach somebody who is not of the pôle. */
function ContactDetail({ contact }: { contact: NonNullable<BookingView["contact"]> }) {
  const t = useTranslations("door.contact");
  const { name, email, telephone, kind, legalForm, siret } = contact;
  return (
    <Detail icon="mail" term={t("title")}>
      <span>
        {[t(kind), kind === "outsider" && legalForm, siret && t("siret", { siret })].filter(Boolean).join(", ")}
      </span>
      <b>{name}</b>
      <a className="contact-address" href={`mailto:${email}`}>
        {email}
      </a>
      {telephone && <a href={`tel:${telephone.replace(/[^+\d]/g, "")}`}>{telephone}</a>}
    </Detail>
  );
}

function Detail({ icon, term, children }: { icon: IconName; term: string; children: ReactNode }) {
  return (
    <div>
      <Icon name={icon} />
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const icons = {
  requested: "hourglass",
  confirmed: "check",
  approved: "circle-check",
  declined: "circle-x",
  expired: "timer-off",
  offered: "hourglass",
  offer_lapsed: "timer-off",
  moved: "repeat-2",
  cancelled: "ban",
  restored: "undo-2",
  checked_in: "log-in",
  returned: "check-check",
  no_show: "user-x",
} as const;

/** Who did what, when. */
export function BookingHistory({ history }: { history: BookingView["history"] }) {
  const t = useTranslations("bookings.booking");
  return (
    <Section title={t("history")}>
      <ol className="steps steps--v">
        {history.map(({ kind, what, at, reason }) => (
          <li key={`${kind} ${at} ${what}`} className="done">
            <span className="dot" aria-hidden="true">
              <Icon name={icons[kind]} />
            </span>
            <b>{what}</b>
            <span>{at}</span>
            {reason && <span className="block">{reason}</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

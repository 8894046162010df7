import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Who } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Photo } from "~/ui/photo";
import { Section } from "~/ui/surface";
import { ApprovalBadge } from "../bookings/approval-note";
import type { RoomView } from "./room-view";

/** Whose it is, where, and whether booking it waits for a yes. */
export function RoomBy({ room: { owner, place, approval } }: { room: RoomView }) {
  const t = useTranslations("bookings.room");
  return (
    <p className="room-by">
      <Who {...owner} />
      {place && (
        <span className="room-place">
          <Icon name="map-pin" size="sm" />
          {place.address}
        </span>
      )}
      {approval === "asked" && <ApprovalBadge />}
      {approval === "immediate" && (
        <Badge tone="ok" icon="circle-check">
          {t("immediate")}
        </Badge>
      )}
    </p>
  );
}

/** What there is: seats, surface, access, equipment. */
export function RoomFacts({ facts }: Pick<RoomView, "facts">) {
  return (
    <ul className="facts">
      {facts.map(({ icon, strong, note }) => (
        <li key={strong}>
          <Icon name={icon} size="lg" />
          <p>
            <b>{strong}</b> {note}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** The rules of booking, a sentence each. */
export function RoomRules({ rules, editRules }: Pick<RoomView, "rules" | "editRules">) {
  const t = useTranslations("bookings.room");
  const tr = useTranslations("catalogue.ruling");
  return (
    <Section
      title={t("rules")}
      aside={
        editRules && (
          <ButtonLink to={editRules} variant="line" size="sm" icon="sliders-horizontal">
            {tr("change")}
          </ButtonLink>
        )
      }
    >
      <ul className="rules">
        {rules.map(({ icon, text }) => (
          <li key={text}>
            <Icon name={icon} />
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What it costs to whom. */
export function RoomPrices({ rates, setRates }: Pick<RoomView, "rates" | "setRates">) {
  const t = useTranslations("bookings.room");
  const tp = useTranslations("prices");
  return (
    <Section title={t("prices")}>
      {rates.length === 0 ? (
        <p>{t("noRates")}</p>
      ) : (
        <dl className="prices-of">
          {rates.map(({ customer, mine, sentences }) => (
            <div key={customer} className={mine ? "me" : undefined}>
              <dt>
                {customer}
                {mine && (
                  <>
                    {" "}
                    <Badge tone="you" icon="circle-dot">
                      {t("yourPrice")}
                    </Badge>
                  </>
                )}
              </dt>
              {sentences.map((sentence) => (
                <dd key={sentence}>{sentence}</dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      {setRates && (
        <p className="small">
          <Link className="tap" to={setRates}>
            {tp("set")}
          </Link>
        </p>
      )}
    </Section>
  );
}

/** How to get there and in. */
export function RoomAccess({ place }: Pick<RoomView, "place">) {
  const t = useTranslations("bookings.room");
  return (
    <Section title={t("access")}>
      {place ? (
        <div className="measure stack">
          <p className="room-address">
            <Icon name="map-pin" />
            <b>{place.address}</b>
          </p>
          {place.access && <p>{place.access}</p>}
        </div>
      ) : (
        <p className="soft">{t("noAccess")}</p>
      )}
    </Section>
  );
}

/** Other rooms for the same slot. */
export function OtherRooms({ others, kind }: { others: NonNullable<RoomView["others"]>; kind: RoomView["kind"] }) {
  const t = useTranslations("bookings.room");
  return (
    <Section title={t("others")} aside={<p className="small soft">{others.slot}</p>}>
      {others.rooms.length === 0 ? (
        <p className="soft">{t("othersNone")}</p>
      ) : (
        <ul className="tiles">
          {others.rooms.map((room) => (
            <li key={room.id}>
              <Photo photo={room.photo} kind={kind} sizes="(width < 48rem) 100vw, 24rem" />
              <div>
                <h3>
                  <Link to={room.to}>{room.name}</Link>
                </h3>
                <p>{room.what}</p>
                <p className="tile-p">
                  <b>{room.price}</b> {room.priceNote}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { ButtonLink } from "~/ui/button";
import { classes, Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import { doorOf } from "~server/use";
import { doorView, type DoorView } from "./door-view";
import { NextStep } from "./use-panel";

/** A door, for whoever has scanned its code. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { day, booking } = await doorOf(actor, args.params.resource ?? "");
  const t = await translator(actor.locale, "use");
  return {
    title: await pageTitle(actor.locale, t("door.tabTitle", { name: day.resourceName })),
    door: await doorView(day, booking, actor, new Date()),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

const STATE_ICONS = { free: "circle-check", taken: "circle-x", closed: "moon", unavailable: "wrench" } as const;

export default function AtDoor() {
  const { door } = useLoaderData<typeof loader>();
  const t = useTranslations("use.door");
  return (
    <div className="wrap at-door">
      <h1>{door.name}</h1>
      {door.place && <p className="lead">{door.place}</p>}
      <div className={classes("door-now", `door-now--${door.state}`)}>
        <Icon name={STATE_ICONS[door.state]} size="lg" />
        <p>
          <b>{door.archived ? t("archived") : door.words}</b>
          {(door.by ?? door.title) && <span>{[door.by, door.title].filter(Boolean).join(", ")}</span>}
        </p>
      </div>
      {door.booking && <Yours booking={door.booking} />}
      {door.bookable.length > 0 && (
        <Card as="section" className="stack" aria-labelledby="maintenant">
          <h2 id="maintenant">{t("bookNow")}</h2>
          <div className="actions">
            {door.bookable.map(({ to, label }, index) => (
              <ButtonLink key={to} to={to} variant={index === 0 && !door.booking ? "full" : "line"}>
                {label}
              </ButtonLink>
            ))}
          </div>
        </Card>
      )}
      <Section title={t("next")}>
        {door.next.length === 0 ? (
          <p className="soft">{t("nothingNext")}</p>
        ) : (
          <ul className="door-next">
            {door.next.map(({ key, hours, who, title }) => (
              <li key={key}>
                <b>{hours}</b>
                <span>{[who, title].filter(Boolean).join(", ")}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <p className="row at-door-links">
        <Link className="tap" to={door.week}>
          {t("seeWeek")}
        </Link>
        <Link className="tap" to={door.incident}>
          {t("incident")}
        </Link>
      </p>
    </div>
  );
}

function Yours({ booking }: { booking: NonNullable<DoorView["booking"]> }) {
  const t = useTranslations("use.door");
  return (
    <Card as="section" tone="tint" className="stack" aria-labelledby="la-votre">
      <h2 id="la-votre">{booking.mine ? t("yours") : t("ofStructure")}</h2>
      <p>
        <Link to={booking.to}>{[booking.hours, booking.title].filter(Boolean).join(", ")}</Link>
      </p>
      {booking.next ? <NextStep next={booking.next} size="lg" /> : null}
      {booking.soon && <p className="soft">{booking.soon}</p>}
      {booking.nothing && <p className="soft">{t("nothingToDo")}</p>}
    </Card>
  );
}

import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Section, Sheet } from "~/ui/surface";
import type { AroundView } from "./around-view";

type Line = { id: string; name: string; icon: AroundView["addons"][number]["icon"]; to: string; note?: string | null };

/** What it divides into or includes, what it is part of, what may be booked with it. */
export function RoomAround({ around }: { around: AroundView }) {
  const t = useTranslations("composition.page");
  const { parts, partsTitle, partOf, addons } = around;
  if (parts.length + partOf.length + addons.length === 0) return null;
  return (
    <div className="around">
      {parts.length > 0 && <Linked title={partsTitle} lines={parts} />}
      {partOf.length > 0 && <Linked title={t("partOf")} lines={partOf} />}
      {addons.length > 0 && <Linked title={t("addons")} lines={addons} />}
    </div>
  );
}

function Linked({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {lines.map(({ id, name, icon, to, note }) => (
          <li key={id}>
            <Icon name={icon} size="sm" />
            <Link to={to}>{name}</Link>
            {note && <span className="soft small">{note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The dates of a course, each a link that chooses it while places are left. */
export function RoomSessions({ title, sessions }: { title: string; sessions: NonNullable<AroundView["sessions"]> }) {
  const t = useTranslations("composition.page");
  return (
    <Section title={title} id="seances">
      {sessions.length === 0 ? (
        <p className="soft">{t("sessionsNone")}</p>
      ) : (
        <Sheet as="ul" className="unit-list session-list">
          {sessions.map((session) => (
            <li key={session.id}>
              <p>
                <b>{session.when}</b>
                {session.title && <span className="soft small block">{session.title}</span>}
              </p>
              <p className="small soft">{session.places}</p>
              <SessionAct session={session} />
            </li>
          ))}
        </Sheet>
      )}
    </Section>
  );
}

function SessionAct({ session }: { session: NonNullable<AroundView["sessions"]>[number] }) {
  const t = useTranslations("composition");
  if (session.cancelled) return <Badge tone="no">{t("sessions.cancelled")}</Badge>;
  if (session.left === 0) return <Badge>{t("page.full")}</Badge>;
  if (session.chosen)
    return (
      <Badge tone="you" icon="check">
        {t("page.chosen")}
      </Badge>
    );
  return (
    <ButtonLink to={session.to} variant="line" size="sm" preventScrollReset>
      {t("page.choose")}
      <span className="sr"> {session.when}</span>
    </ButtonLink>
  );
}

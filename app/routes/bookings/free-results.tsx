import { Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Chip, Chips } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Icon } from "~/ui/icon";
import type { FreeView } from "./free-view";
import { ApprovalBadge } from "./approval-note";
import { OfferRow, SessionRow } from "./offer-row";
import type { SearchView } from "./search-view";

type FreeResultsProps = {
  pole: string;
  free: FreeView;
  /** The structure whose prices are shown. */
  structure: string | null;
  canBook: boolean;
  /** Not the first page. */
  continued: boolean;
  search: SearchView;
};

/** What is free for the whole slot, kind by kind, then what nearly is; or the nearest days where something is. */
export function FreeResults({ pole, free, structure, canBook, continued, search }: FreeResultsProps) {
  const t = useTranslations("bookings");
  const ts = useTranslations("search");
  const [address] = useSearchParams();
  const { sections, sessions, nextSessions, overQuota, near, later, next, slot, chips, sorts } = free;
  const people = Number(search.typed.personnes) || 0;
  const nothing = sections.every(({ offers }) => offers.length === 0) && sessions.length === 0;
  const found = !nothing
    ? t("find.foundMany", { slot })
    : people > 0 && free.kind === "room"
      ? t("home.emptyTitlePeople", { count: people, slot })
      : t("find.none", { slot });
  return (
    <>
      <p className="sr" role="status">
        {found}
      </p>
      <div className="section-head">
        <h2 id="libre">{found}</h2>
        {structure && !nothing && <p className="small soft">{t("home.pricesFor", { structure })}</p>}
      </div>
      {chips.length > 1 && (
        <Chips label={t("find.kinds")}>
          {chips.map(({ key, label, icon, count, to, current }) => (
            <Chip
              key={key}
              to={to}
              current={current}
              icon={icon ?? undefined}
              count={count ?? undefined}
              preventScrollReset
            >
              {label}
            </Chip>
          ))}
        </Chips>
      )}
      {sorts.length > 0 && !nothing && (
        <p className="find-sort small">
          <span className="soft">{t("find.sort")}</span>
          {sorts.map(({ label, to, current }) => (
            <Link key={label} to={to} aria-current={current ? "true" : undefined} className="tap" preventScrollReset>
              {label}
            </Link>
          ))}
        </p>
      )}
      {sections.map(
        ({ kind, title, count, offers, all, marks }, place) =>
          offers.length > 0 && (
            <section key={kind} className="free-kind" aria-labelledby={`libre-${kind}`}>
              <div className="section-head">
                <h3 id={`libre-${kind}`}>{title}</h3>
                {all && (
                  <Link to={all} className="tap small">
                    {t("find.seeAll")} ({count})<span className="sr">{`, ${title}`}</span>
                  </Link>
                )}
              </div>
              <ul className="sheet offers">
                {offers.map((offer, index) => (
                  <OfferRow
                    key={offer.id}
                    pole={pole}
                    offer={offer}
                    slot={slot}
                    marks={marks}
                    canBook={canBook}
                    first={place === 0 && index < 3}
                  />
                ))}
              </ul>
            </section>
          ),
      )}
      {sessions.length > 0 && (
        <section className="free-kind" aria-labelledby="libre-sessions">
          <div className="section-head">
            <h3 id="libre-sessions">{t("find.sessions")}</h3>
          </div>
          <ul className="sheet offers">
            {sessions.map((session) => (
              <SessionRow key={session.id} pole={pole} session={session} canBook={canBook} />
            ))}
          </ul>
        </section>
      )}
      {next && (
        <p className="actions mt-4">
          <ButtonLink variant="line" to={`?${withParameter(address, "suite", next)}#libres`}>
            {t("home.more")}
          </ButtonLink>
        </p>
      )}
      {nothing && !continued && (
        <div className="free-kind">
          <Empty
            picture="search"
            title={found}
            actions={
              later.length > 0
                ? later.map(({ label, to }, index) => (
                    <ButtonLink key={to} variant={index > 0 || near.length > 0 ? "line" : "full"} to={`${to}#libres`}>
                      {t("home.seeDay", { day: label })}
                    </ButtonLink>
                  ))
                : undefined
            }
          >
            {near.length > 0 ? t("home.emptyNear") : later.length > 0 ? t("find.emptyText") : t("home.emptyNothing")}
          </Empty>
        </div>
      )}
      {nextSessions.length > 0 && (
        <section className="free-kind" aria-labelledby="libre-seances">
          <div className="section-head">
            <h3 id="libre-seances">{ts("nextSessions")}</h3>
          </div>
          <ul className="sheet offers">
            {nextSessions.map((session) => (
              <SessionRow key={session.id} pole={pole} session={session} canBook={canBook} />
            ))}
          </ul>
        </section>
      )}
      {near.length > 0 && <NearlyFree near={near} canBook={canBook} />}
      {overQuota.length > 0 && (
        <section aria-labelledby="quota">
          <h3 className="near-t" id="quota">
            {ts("overQuota.title")}
          </h3>
          <ul className="near">
            {overQuota.map(({ id, name, owner, to, why }) => (
              <li key={id}>
                <span className="near-how">
                  <Icon name="circle-alert" />
                  {ts("overQuota.badge")}
                </span>
                <span className="near-what">
                  <Link to={to}>{name}</Link> <span className="soft">{owner}</span>
                  <span className="over-quota">{why}</span>
                </span>
                <ButtonLink variant="line" size="sm" to={to}>
                  {ts("overQuota.see")}
                  <span className="sr"> {name}</span>
                </ButtonLink>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What is nearly free, and what to change to have it. */
function NearlyFree({ near, canBook }: { near: FreeView["near"]; canBook: boolean }) {
  const t = useTranslations("bookings.home");
  return (
    <section aria-labelledby="presque">
      <h3 className="near-t" id="presque">
        {t("near")}
      </h3>
      <ul className="near">
        {near.map((offer) => (
          <li key={offer.id}>
            <span className="near-how">
              <Icon name={offer.icon} />
              {offer.how}
            </span>
            <span className="near-what">
              <Link to={offer.to}>{offer.name}</Link> <span className="soft">{offer.what}</span>
              {offer.approval && (
                <span className="offer-approval">
                  <ApprovalBadge /> <span>{offer.approval}</span>
                </span>
              )}
            </span>
            {canBook && (
              <ButtonLink variant="line" size="sm" to={offer.book}>
                {offer.take}
                <span className="sr"> {t("bookFull", { name: offer.name, slot: offer.slot })}</span>
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function withParameter(address: URLSearchParams, name: string, value: string): string {
  const changed = new URLSearchParams(address);
  changed.set(name, value);
  return changed.toString();
}

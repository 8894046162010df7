import { Link, useSearchParams } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Price } from "~/ui/figures";
import { Grain } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Photo } from "~/ui/photo";
import { Strip } from "~/ui/strip";
import type { FreeView } from "./free-view";
import type { SearchView } from "./search-view";

type FreeResultsProps = {
  free: FreeView;
  /** The structure whose prices are shown. */
  structure: string | null;
  canBook: boolean;
  /** Not the first page. */
  continued: boolean;
  search: SearchView;
};

/** What is free for the whole slot, then what nearly is; or the nearest days where something is. */
export function FreeResults({ free, structure, canBook, continued, search }: FreeResultsProps) {
  const t = useTranslations("bookings.home");
  const [address] = useSearchParams();
  const { offers, near, later, next, slot } = free;
  const people = Number(search.typed.personnes) || 0;
  const count = offers.length;
  const found =
    count > 0
      ? t(next || continued ? "resultsMore" : "results", { count, slot })
      : people > 0
        ? t("emptyTitlePeople", { count: people, slot })
        : t("emptyTitle", { slot });
  return (
    <>
      <p className="sr" role="status">
        {found}
      </p>
      {offers.length > 0 && (
        <section aria-labelledby="libre">
          <div className="section-head">
            <h2 id="libre">{found}</h2>
            {structure && <p className="small soft">{t("pricesFor", { structure })}</p>}
          </div>
          <ul className="sheet offers">
            {offers.map((offer, index) => (
              <OfferRow key={offer.id} offer={offer} free={free} canBook={canBook} first={index < 3} />
            ))}
          </ul>
          {next && (
            <p className="actions mt-4">
              <ButtonLink variant="line" to={`?${withParameter(address, "suite", next)}#libres`}>
                {t("more")}
              </ButtonLink>
            </p>
          )}
        </section>
      )}
      {offers.length === 0 && (
        <Empty
          picture="search"
          title={found}
          actions={
            later.length > 0
              ? later.map(({ label, to }, index) => (
                  <ButtonLink key={to} variant={index > 0 || near.length > 0 ? "line" : "full"} to={`${to}#libres`}>
                    {t("seeDay", { day: label })}
                  </ButtonLink>
                ))
              : undefined
          }
        >
          {near.length > 0 ? t("emptyNear") : later.length > 0 ? t("emptyText") : t("emptyNothing")}
        </Empty>
      )}
      {near.length > 0 && (
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
      )}
    </>
  );
}

function OfferRow({
  offer,
  free,
  canBook,
  first,
}: {
  offer: FreeView["offers"][number];
  free: FreeView;
  canBook: boolean;
  first: boolean;
}) {
  const t = useTranslations("bookings.home");
  return (
    <li className="offer">
      <Photo photo={offer.photo} sizes="(width < 48rem) 6rem, 8.5rem" first={first} />
      <div className="offer-what">
        <h3>
          <Link to={offer.to}>{offer.name}</Link>
        </h3>
        <p className="offer-by">
          <Grain initials={offer.owner.initials} colour={offer.owner.colour} size="xs" />
          <span>
            {offer.owner.name}
            {offer.place && <span className="offer-at">, {offer.place}</span>}
          </span>
        </p>
        <ul className="facts-in">
          {offer.facts.map(({ icon, strong }) => (
            <li key={strong}>
              <Icon name={icon} size="sm" />
              {strong}
            </li>
          ))}
        </ul>
      </div>
      <div className="offer-when">
        <Strip segments={offer.day.segments} marks={free.marks} sentence={offer.day.sentence} none={offer.day.none} />
      </div>
      <div className="offer-do">
        <Price amount={offer.price} reason={offer.priceNote} />
        {canBook && (
          <ButtonLink to={offer.book}>
            {t("book")}
            <span className="sr"> {t("bookFull", { name: offer.name, slot: free.slot })}</span>
          </ButtonLink>
        )}
      </div>
    </li>
  );
}

function withParameter(address: URLSearchParams, name: string, value: string): string {
  const changed = new URLSearchParams(address);
  changed.set(name, value);
  return changed.toString();
}

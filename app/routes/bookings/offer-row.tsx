import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/button";
import { Price } from "~/ui/figures";
import { Grain } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Photo } from "~/ui/photo";
import { Strip, type StripMark } from "~/ui/strip";
import { AddOffer } from "../baskets/add-button";
import { ApprovalBadge } from "./approval-note";
import type { FreeView } from "./free-view";

type Offer = FreeView["sections"][number]["offers"][number];
type Session = FreeView["sessions"][number];

type OfferRowProps = {
  pole: string;
  offer: Offer;
  slot: string;
  marks: readonly StripMark[];
  canBook: boolean;
  /** In sight at once. */
  first: boolean;
  /** Whether it can be put in the basket: not what is of another pôle. */
  basket?: boolean;
};

/** Something that is free: what it is, whose, its day, its price; to be booked, or put in the basket. */
export function OfferRow({ pole, offer, slot, marks, canBook, first, basket = true }: OfferRowProps) {
  const t = useTranslations("bookings.home");
  const ts = useTranslations("search.approval");
  return (
    <li className="offer">
      <Photo photo={offer.photo} kind={offer.kind} sizes="(width < 48rem) 6rem, 8.5rem" first={first} />
      <What card={offer} />
      <div className="offer-when">
        {offer.units && <p className="offer-units">{offer.units}</p>}
        {offer.day && (
          <Strip segments={offer.day.segments} marks={marks} sentence={offer.day.sentence} none={offer.day.none} />
        )}
      </div>
      <div className="offer-do">
        <Price amount={offer.price} reason={offer.priceNote} />
        {canBook && (
          <>
            <ButtonLink to={offer.book}>
              {offer.approval ? ts("book") : t("book")}
              <span className="sr"> {t("bookFull", { name: offer.name, slot })}</span>
            </ButtonLink>
            {basket && <AddOffer pole={pole} name={offer.name} slot={slot} fields={offer.basket} />}
          </>
        )}
      </div>
    </li>
  );
}

/** A dated session with places left. */
export function SessionRow({ pole, session, canBook }: { pole: string; session: Session; canBook: boolean }) {
  const t = useTranslations("bookings");
  const ts = useTranslations("search.approval");
  return (
    <li className="offer">
      <Photo photo={session.photo} kind={session.kind} sizes="(width < 48rem) 6rem, 8.5rem" />
      <What card={session} />
      <div className="offer-when">
        <p className="small">
          <b>{session.when}</b>
        </p>
        {session.title && <p className="small">{session.title}</p>}
        <p className="tiny">{session.left}</p>
      </div>
      <div className="offer-do">
        <Price amount={session.price} reason={session.priceNote} />
        {canBook && (
          <>
            <ButtonLink to={session.book}>
              {session.approval ? ts("book") : t("find.bookSession")}
              <span className="sr"> {t("home.bookFull", { name: session.name, slot: session.slot })}</span>
            </ButtonLink>
            <AddOffer pole={pole} name={session.name} slot={session.slot} fields={session.basket} />
          </>
        )}
      </div>
    </li>
  );
}

function What({ card }: { card: Pick<Offer, "name" | "to" | "owner" | "place" | "facts" | "approval"> }) {
  return (
    <div className="offer-what">
      <h4>
        <Link to={card.to}>{card.name}</Link>
      </h4>
      <p className="offer-by">
        <Grain initials={card.owner.initials} colour={card.owner.colour} size="xs" />
        <span>
          {card.owner.name}
          {card.place && <span className="offer-at">, {card.place}</span>}
        </span>
      </p>
      <ul className="facts-in">
        {card.facts.map(({ icon, strong }) => (
          <li key={strong}>
            <Icon name={icon} size="sm" />
            {strong}
          </li>
        ))}
      </ul>
      {card.approval && (
        <p className="offer-approval">
          <ApprovalBadge /> <span>{card.approval}</span>
        </p>
      )}
    </div>
  );
}

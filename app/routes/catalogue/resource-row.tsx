import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Price } from "~/ui/figures";
import { Grain } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Photo } from "~/ui/photo";
import type { ResourceCard } from "./resource-card";

/** A resource in a list: its picture, what it is and has, when it is open, what it costs. */
export function ResourceRow({ card, first }: { card: ResourceCard; first: boolean }) {
  const t = useTranslations("catalogue.list");
  const { owner } = card;
  return (
    <li className="offer">
      <Photo photo={card.photo} kind={card.kind} sizes="(width < 48rem) 6rem, 8.5rem" first={first} />
      <div className="offer-what">
        <h3>
          <Link to={card.to} prefetch="intent">
            {card.name}
          </Link>{" "}
          {card.archived && <Badge icon="archive">{card.archived}</Badge>}
        </h3>
        <p className="offer-by">
          <Grain initials={owner.initials} colour={owner.colour} size="xs" />
          <span>
            {owner.name}
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
      </div>
      <p className="offer-hours">
        <Icon name="clock" size="sm" />
        <span>
          {card.hours.map((line) => (
            <span key={line}>{line} </span>
          ))}
        </span>
      </p>
      <div className="offer-do">
        <Price amount={card.price.amount} reason={card.price.reason} />
        <ButtonLink to={card.to} variant="line" size="sm">
          {card.archived ? t("seeArchived") : t("see")}
          <span className="sr"> {card.name}</span>
        </ButtonLink>
      </div>
    </li>
  );
}

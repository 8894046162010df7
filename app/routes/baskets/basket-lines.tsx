import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert, Ways } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { buttonClass } from "~/ui/button";
import { Price } from "~/ui/figures";
import { Grain } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Photo } from "~/ui/photo";
import type { BasketView, LineView } from "./basket-view";

/** The things of the basket, each with what goes with it beneath. */
export function BasketLines({ groups }: { groups: BasketView["groups"] }) {
  return (
    <ul className="basket-groups">
      {groups.map((line) => (
        <li key={line.id} className="card basket-group" id={`ligne-${line.id}`}>
          <BasketLine line={line} />
          {line.with.length > 0 && (
            <ul className="basket-with">
              {line.with.map((addon) => (
                <li key={addon.id} id={`ligne-${addon.id}`}>
                  <BasketLine line={addon} goesWith={line.name} />
                </li>
              ))}
            </ul>
          )}
          {line.addons.length > 0 && (
            <ul className="basket-addons">
              {line.addons.map(({ id, label, to }) => (
                <li key={id}>
                  <Link className="btn btn--line btn--sm" to={to}>
                    <Icon name="plus" />
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function BasketLine({ line, goesWith }: { line: LineView; goesWith?: string }) {
  const t = useTranslations("baskets");
  const Title = goesWith ? "h3" : "h2";
  return (
    <div className="basket-line">
      {!goesWith && <Photo photo={line.photo} kind={line.kind} sizes="(width < 48rem) 5rem, 7rem" />}
      <div className="basket-what">
        <Title>{line.to ? <Link to={line.to}>{line.title}</Link> : t("gone")}</Title>
        <p>{line.when}</p>
        {line.owner && (
          <p className="offer-by">
            <Grain initials={line.owner.initials} colour={line.owner.colour} size="xs" />
            <span>
              {line.owner.name}
              {line.place && <span className="offer-at">, {line.place}</span>}
            </span>
          </p>
        )}
        {(line.people ?? line.message) && (
          <p className="small soft">{[line.people, line.message].filter(Boolean).join(" · ")}</p>
        )}
        <LineState line={line} />
        <div className="basket-acts">
          <Link className="tap" to={line.change}>
            {t("change")}
            <span className="sr"> {line.title}</span>
          </Link>
          <Form method="post" action={line.remove}>
            <button type="submit" className="link tap">
              {t("remove")}
              <span className="sr"> {line.title}</span>
            </button>
          </Form>
        </div>
      </div>
      {line.price && <Price amount={line.price} reason={line.priceNote ?? undefined} />}
      {line.refusal && (
        <Form method="post" action={line.change} className="refusal basket-refusal">
          <Alert tone="wait" title={line.refusal.sentence} level={3}>
            {line.refusal.others.map((other) => (
              <p key={other}>{other}</p>
            ))}
            {line.refusal.ways.length > 0 && <p>{t("ways")}</p>}
          </Alert>
          {line.refusal.ways.length > 0 && (
            <Ways
              ways={line.refusal.ways.map(({ icon, how, what, full, value }, index) => ({
                icon,
                how,
                what,
                act: (
                  <button
                    type="submit"
                    name="autre"
                    value={value}
                    className={buttonClass({ size: "sm", variant: index === 0 ? "full" : "line" })}
                  >
                    {t("take")}
                    <span className="sr"> {full}</span>
                  </button>
                ),
              }))}
            />
          )}
        </Form>
      )}
    </div>
  );
}

/** Whether it can be had now, and whether somebody must say yes. */
function LineState({ line }: { line: LineView }) {
  const t = useTranslations("baskets");
  if (line.state === "free") return <Badge tone="ok">{t("free")}</Badge>;
  if (line.asks && line.state === "asked") {
    return (
      <div className="basket-asks">
        <Badge tone="wait" icon="clock">
          {line.asks.who}
        </Badge>
        <p className="small soft">{line.asks.until}</p>
      </div>
    );
  }
  return (
    <Badge tone="no" icon="circle-x">
      {t("refused")}
    </Badge>
  );
}

import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { Grain } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import type { FoundView } from "./found-view";

/** A need in a list: what, for whom, until when; and the way to put it aside. `back` is the list to come back to. */
export function NeedRow({ row, back }: { row: FoundView; back: string }) {
  const { buyer, closing } = row;
  return (
    <li className="need-row">
      <div className="need-row-what">
        <p className="need-row-by small">
          <Grain initials={buyer.initials} colour={buyer.colour} me={buyer.me} size="xs" />
          <span>{[buyer.name, row.place, row.pole].filter(Boolean).join(", ")}</span>
        </p>
        <h3>
          <Link to={row.to} prefetch="intent">
            {row.title}
          </Link>
        </h3>
        {row.summary && <p className="need-row-text">{row.summary}</p>}
        {row.trades.length > 0 && <p className="small soft">{row.trades.join(" · ")}</p>}
        <ul className="facts-in">
          {row.facts.map(({ icon, words }) => (
            <li key={words}>
              <Icon name={icon} size="sm" />
              {words}
            </li>
          ))}
        </ul>
      </div>
      <div className="need-row-when">
        <Badge tone={closing.tone} icon={closing.open ? "timer" : "lock-keyhole"}>
          {closing.left}
        </Badge>
        <p className="small">{closing.when}</p>
        {row.refusal && <NotForUs refusal={row.refusal} title={row.title} back={back} />}
      </div>
    </li>
  );
}

type NotForUsProps = { refusal: NonNullable<FoundView["refusal"]>; title: string; back: string };

/** Why it is not for them, one button a reason; or the way back once it is said. */
export function NotForUs({ refusal, title, back }: NotForUsProps) {
  const t = useTranslations("needsFound.refuse");
  if (refusal.refused) {
    return (
      <Form method="post" action={refusal.action} className="need-refused">
        <input type="hidden" name="retour" value={back} />
        <p className="small soft">{t("said", { reason: refusal.refused })}</p>
        <Button variant="line" size="sm" icon="undo-2" name="reason" value="back">
          {t("back")}
          <span className="sr"> {title}</span>
        </Button>
      </Form>
    );
  }
  return (
    <details className="need-refuse">
      <summary>
        {t("open")}
        <span className="sr"> {title}</span>
        <Icon name="chevron-down" size="sm" />
      </summary>
      <Form method="post" action={refusal.action}>
        <input type="hidden" name="retour" value={back} />
        <p className="small soft">{t("why")}</p>
        <ul className="chips">
          {refusal.reasons.map(({ reason, words }) => (
            <li key={reason}>
              <button type="submit" className="chip" name="reason" value={reason}>
                {words}
              </button>
            </li>
          ))}
        </ul>
      </Form>
    </details>
  );
}

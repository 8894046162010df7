import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Icon } from "~/ui/icon";
import { PageHead, type Crumb } from "~/ui/surface";
import type { kindChoices } from "./kind-choices";

type KindChoiceProps = { title: string; choices: ReturnType<typeof kindChoices>; crumbs: readonly Crumb[] };

/** The first question of whoever shares something: what is it? */
export function KindChoice({ title, choices, crumbs }: KindChoiceProps) {
  const t = useTranslations("catalogue.kindChoice");
  return (
    <div className="wrap">
      <PageHead title={title} lead={t("lead")} crumbs={crumbs} />
      <ul className="kind-choice">
        {choices.map(({ kind, icon, name, text, to }) => (
          <li key={kind}>
            <Icon name={icon} size="lg" />
            <div>
              <h2>
                <Link to={to}>{name}</Link>
              </h2>
              <p>{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

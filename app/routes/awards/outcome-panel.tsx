import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import type { OutcomeView } from "./outcome-view";

/** What became of the answer: retained or not, with the letter that says why. */
export function OutcomePanel({ outcome }: { outcome: OutcomeView }) {
  const t = useTranslations("awards.outcome");
  const { title, badge, letters, markets } = outcome;
  return (
    <section className="card card--tint answer" aria-labelledby="decision">
      <p className="row between">
        <span className="tiny soft">{t("about")}</span>
        <Badge tone={badge.tone} icon={badge.icon}>
          {badge.words}
        </Badge>
      </p>
      <h2 id="decision">{title}</h2>
      <p className="small answer-text">{t("text")}</p>
      <div className="stack">
        {markets.map(({ to, label }) => (
          <ButtonLink key={to} to={to} icon="handshake" block>
            {label}
          </ButtonLink>
        ))}
        {letters.map(({ to, label }) => (
          <ButtonLink key={to} to={to} icon="mail" variant={markets.length > 0 ? "line" : "full"} block>
            {label}
          </ButtonLink>
        ))}
      </div>
    </section>
  );
}

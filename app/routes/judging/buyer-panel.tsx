import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { classes, Icon } from "~/ui/icon";
import type { BuyerPanelView } from "./buyer-panel-view";

/** Where a need stands for who buys, runs the pôle or judges: how many answers are in, what comes next, what to read. */
export function BuyerPanel({ panel }: { panel: BuyerPanelView }) {
  const t = useTranslations("opening.panel");
  return (
    <section className="card answer" aria-labelledby="suivi">
      <p className="row between">
        <span className="tiny soft">{panel.about}</span>
        <Badge tone={panel.badge.tone} icon={panel.badge.icon}>
          {panel.badge.words}
        </Badge>
      </p>
      <h2 id="suivi">{panel.title}</h2>
      {panel.text && <p className="small answer-text">{panel.text}</p>}
      {panel.steps.length > 0 && (
        <ol className="steps steps--v ans-steps">
          {panel.steps.map(({ state, title, words }, rank) => (
            <li
              key={title}
              className={classes(state !== "later" && state)}
              aria-current={state === "now" ? "step" : undefined}
            >
              <span className="dot" aria-hidden="true">
                {state === "done" ? <Icon name="check" /> : rank + 1}
              </span>
              <b>{title}</b> {words}
              {state === "done" && <span className="sr">{t("isDone")}</span>}
            </li>
          ))}
        </ol>
      )}
      {panel.main && (
        <ButtonLink to={panel.main.to} icon={panel.main.icon} block>
          {panel.main.label}
        </ButtonLink>
      )}
      {panel.links.length > 0 && (
        <p className="actions">
          {panel.links.map(({ to, label }) => (
            <ButtonLink key={to} to={to} variant="text" size="sm">
              {label}
            </ButtonLink>
          ))}
        </p>
      )}
    </section>
  );
}

import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Grain } from "~/ui/grain";
import { classes, Icon } from "~/ui/icon";
import type { AnswerPanelView, PanelStep } from "./answer-panel-view";

/** Where the answer stands: its steps, what is missing, what to do next. On the answer's own page, without its button. */
export function AnswerPanel({ panel, onPage = false }: { panel: AnswerPanelView; onPage?: boolean }) {
  return (
    <section className="card answer" aria-labelledby="votre-reponse">
      <p className="row between">
        <span className="tiny soft">{panel.about}</span>
        <Badge tone={panel.badge.tone} icon={panel.badge.icon}>
          {panel.badge.words}
        </Badge>
      </p>
      <h2 id="votre-reponse">{panel.title}</h2>
      {panel.text && <p className="small answer-text">{panel.text}</p>}
      {panel.steps.length > 0 && <AnswerSteps steps={panel.steps} />}
      {!onPage && <MissingLinks missing={panel.missing} />}
      {!onPage && panel.main && (
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

function AnswerSteps({ steps }: { steps: readonly PanelStep[] }) {
  const t = useTranslations("answers.panel");
  return (
    <ol className="steps steps--v ans-steps">
      {steps.map(({ state, title, words, signers }, rank) => (
        <li
          key={rank}
          className={classes(state !== "later" && state)}
          aria-current={state === "now" ? "step" : undefined}
        >
          <span className="dot" aria-hidden="true">
            {state === "done" ? <Icon name="check" /> : rank + 1}
          </span>
          <b>{title}</b> {words}
          {signers.length > 0 && (
            <ul className="signs">
              {signers.map(({ name, share, signed, me, ...face }) => (
                <li key={name}>
                  <Grain {...face} me={me} size="sm" />
                  <span>
                    {name} <small>{share}</small>
                  </span>
                  <Badge bare tone={signed ? "ok" : "wait"} icon={signed ? "check" : "hourglass"}>
                    {t(signed ? "signed" : "awaited")}
                  </Badge>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

/** What is missing, each leading to where it is mended. */
export function MissingLinks({ missing }: { missing: AnswerPanelView["missing"] }) {
  if (missing.length === 0) return null;
  return (
    <ul className="missing">
      {missing.map(({ words, to }) => (
        <li key={to + words}>
          <Link to={to}>{words}</Link>
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { classes, Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icon-names";

/** One step of the way; the one of `now` is the step to take. */
export interface StandingStep {
  readonly state: "done" | "now" | "later";
  readonly title: string;
  readonly words: string;
}

/** Where a need stands for its buyer, an answer for its authors: in a few words, step by step, with what to do next. */
export interface Standing<Step extends StandingStep> {
  readonly about: string;
  readonly badge: { readonly tone?: "ok" | "wait" | "no" | undefined; readonly icon: IconName; readonly words: string };
  readonly title: string;
  readonly text: string;
  readonly steps: readonly Step[];
  readonly main: { readonly to: string; readonly label: string; readonly icon: IconName } | null;
  readonly links: readonly { readonly to: string; readonly label: string }[];
}

type StandingCardProps<Step extends StandingStep> = {
  /** Names its title. */
  id: string;
  standing: Standing<Step>;
  /** On the page where the next thing is done, without the way to it. */
  onPage?: boolean;
  /** What a step holds besides its words. */
  within?: (step: Step) => ReactNode;
  /** What stands between the steps and the button. */
  children?: ReactNode;
};

/** The card at the right of a need or of an answer. */
export function StandingCard<Step extends StandingStep>(props: StandingCardProps<Step>) {
  const { id, standing, onPage = false, within, children } = props;
  const t = useTranslations("needs.steps");
  return (
    <section className="card answer" aria-labelledby={id}>
      <p className="row between">
        <span className="tiny soft">{standing.about}</span>
        <Badge tone={standing.badge.tone} icon={standing.badge.icon}>
          {standing.badge.words}
        </Badge>
      </p>
      <h2 id={id}>{standing.title}</h2>
      {standing.text && <p className="small answer-text">{standing.text}</p>}
      {standing.steps.length > 0 && (
        <ol className="steps steps--v ans-steps">
          {standing.steps.map((step, rank) => (
            <li
              key={rank}
              className={classes(step.state !== "later" && step.state)}
              aria-current={step.state === "now" ? "step" : undefined}
            >
              <span className="dot" aria-hidden="true">
                {step.state === "done" ? <Icon name="check" /> : rank + 1}
              </span>
              <b>{step.title}</b> {step.words}
              {step.state === "done" && <span className="sr">{t("isDone")}</span>}
              {within?.(step)}
            </li>
          ))}
        </ol>
      )}
      {children}
      {!onPage && standing.main && (
        <ButtonLink to={standing.main.to} icon={standing.main.icon} block>
          {standing.main.label}
        </ButtonLink>
      )}
      {standing.links.length > 0 && (
        <p className="actions">
          {standing.links.map(({ to, label }) => (
            <ButtonLink key={to} to={to} variant="text" size="sm">
              {label}
            </ButtonLink>
          ))}
        </p>
      )}
    </section>
  );
}

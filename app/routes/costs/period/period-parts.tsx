import { useTranslations } from "use-intl";
import { Stat, Stats } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import type { PeriodView } from "./period-view";

/** Open, in review, locked, closed: how far the month is. */
export function Steps({ steps }: Pick<PeriodView, "steps">) {
  const t = useTranslations("costsPeriod");
  return (
    <ol className="steps per-steps">
      {steps.map(({ state, is, note }, rank) => (
        <li key={state} className={is === "later" ? undefined : is} aria-current={is === "now" ? "step" : undefined}>
          <span className="dot" aria-hidden="true">
            {is === "done" ? <Icon name="check" /> : rank + 1}
          </span>
          <b>{t(`step.${state}`)}</b> {note}
          {is === "done" && <span className="sr"> {t("step.done")}</span>}
        </li>
      ))}
    </ol>
  );
}

/** Four figures that say the month. */
export function Figures({ figures }: Pick<PeriodView, "figures">) {
  const t = useTranslations("costsPeriod");
  return (
    <Stats className="per-stats">
      {figures.map(({ key, figure, note }) => (
        <Stat key={key} label={t(`stat.${key}`)} figure={figure} note={note} />
      ))}
    </Stats>
  );
}

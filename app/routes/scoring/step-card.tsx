import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Card, Tabs } from "~/ui/surface";
import type { StepView } from "./step-view";

/** What comes next, and the one button that does it, unless one is already `here`. */
export function StepCard({ step, here }: { step: StepView; here: string }) {
  const t = useTranslations("scoring.step");
  const { title, text, go, note } = step;
  return (
    <Card as="section" tone="tint" className="stack judging-step" aria-labelledby="la-suite">
      <p className="tiny soft">{t("title")}</p>
      <h2 id="la-suite">{title}</h2>
      {text && <p className="small">{text}</p>}
      {go && "to" in go && go.to !== here && (
        <ButtonLink to={go.to} icon={go.icon} block>
          {go.label}
        </ButtonLink>
      )}
      {go && "intent" in go && (
        <Form method="post" action={go.action}>
          <SubmitButton name="intent" value={go.intent} icon={go.icon} block>
            {go.label}
          </SubmitButton>
        </Form>
      )}
      {note && <p className="small soft">{note}</p>}
    </Card>
  );
}

type JudgingPart = "panel" | "scores" | "comparison";

/** From the panel to the scores and to the comparison. */
export function JudgingTabs({ pole, need, here }: { pole: string; need: string; here: JudgingPart }) {
  const t = useTranslations("scoring.tabs");
  const parts = [
    { part: "panel", to: paths.needPanel(pole, need), icon: "users" },
    { part: "scores", to: paths.needScores(pole, need), icon: "pencil-line" },
    { part: "comparison", to: paths.needComparison(pole, need), icon: "scale" },
  ] as const;
  return (
    <Tabs
      label={t("label")}
      items={parts.map(({ part, to, icon }) => ({ to, icon, label: t(part), current: part === here }))}
    />
  );
}

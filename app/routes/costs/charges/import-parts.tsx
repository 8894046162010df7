import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Section, Sheet } from "~/ui/surface";
import type { importView } from "./import-view";

type View = ReturnType<typeof importView>;

/** What stands in the way, or the one button that writes all of it. */
export function ImportVerdict({ pole, view }: { pole: string; view: View }) {
  const t = useTranslations("costsCharges");
  const other = (
    <ButtonLink variant="text" to={paths.chargeImports(pole)}>
      {t("imports.other")}
    </ButtonLink>
  );
  if (view.counts.error > 0) {
    return (
      <Alert tone="no" title={t("imports.errors", { count: view.counts.error })} level={2}>
        <p>{t("imports.errorsText")}</p>
        <p className="actions">{other}</p>
      </Alert>
    );
  }
  if (!view.ready) {
    return (
      <Alert tone="you" title={t("imports.nothing")} level={2}>
        <p>{t("imports.nothingText")}</p>
        <p className="actions">{other}</p>
      </Alert>
    );
  }
  return (
    <Form method="post" className="card card--tint import-confirm">
      <p className="import-sum">{t("imports.ready", view.counts)}</p>
      <div className="actions">
        <SubmitButton icon="check">{t("imports.confirm", { count: view.counts.create })}</SubmitButton>
        {other}
      </div>
    </Form>
  );
}

/** Each line, with what is wrong beside it; the wrong ones first. */
export function ImportLines({ view }: { view: View }) {
  const t = useTranslations("costsCharges");
  return (
    <Section title={t("imports.lines")}>
      {view.ignored.count > 0 && <p className="small soft">{t("imports.ignored", view.ignored)}</p>}
      <Sheet as="ul" className="import-lines">
        {view.lines.map((line) => (
          <li key={line.number}>
            <span className="import-number">{t("imports.line", { number: line.number })}</span>
            <div>
              <h3>{line.title}</h3>
              {line.problems.map(({ heading, sentence }) => (
                <p key={heading + sentence} className="import-problem">
                  <Icon name="circle-alert" size="sm" />
                  <span>
                    <b>{heading}</b> {sentence}
                  </span>
                </p>
              ))}
              {line.note && (
                <p className="import-note">
                  <Icon name="triangle-alert" size="sm" />
                  <span>{line.note}</span>
                </p>
              )}
              <p className="small soft">{line.about}</p>
            </div>
            <Badge tone={line.tone} icon={line.icon}>
              {line.action}
            </Badge>
          </li>
        ))}
      </Sheet>
      {view.hidden > 0 && <p className="small soft">{t("imports.more", { count: view.hidden })}</p>}
    </Section>
  );
}

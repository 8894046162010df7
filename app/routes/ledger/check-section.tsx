import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { AskAgain, Progress } from "~/ui/progress";
import { Section } from "~/ui/surface";
import type { CheckView, RunView } from "./balances-view";

/** The last check of the books, and the button that runs another. */
export function CheckSection({ pole, check, run }: { pole: string; check: CheckView; run: RunView }) {
  const t = useTranslations("ledger.balances");
  return (
    <Section title={t("control")} id="controle">
      {run?.failed && <Alert tone="no">{run.failed}</Alert>}
      {!check && <p className="soft">{t("never")}</p>}
      {check?.right && (
        <Alert tone="ok" title={t("right")} level={3}>
          {check.summary}
        </Alert>
      )}
      {check && !check.right && (
        <Alert tone="no" title={t("wrong", { count: check.faults })} level={3}>
          <p>{t("wrongText", { when: check.when })}</p>
          <ul>
            {check.found.map((fault) => (
              <li key={fault.key}>
                <b>{fault.kind}</b> {fault.href ? <Link to={fault.href}>{fault.where}</Link> : fault.where}
                {fault.detail && <small className="ledger-detail">{fault.detail}</small>}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {run?.running ? (
        <Running run={run.running} />
      ) : (
        <Form method="post" action={paths.checkBooks(pole)} className="actions no-print">
          <SubmitButton variant="line" icon="shield-check" pendingLabel={t("starting")}>
            {t("run")}
          </SubmitButton>
        </Form>
      )}
    </Section>
  );
}

/** How far it is; the page asks again by itself. */
function Running({ run }: { run: NonNullable<NonNullable<RunView>["running"]> }) {
  const t = useTranslations("ledger.balances");
  return (
    <div className="no-print">
      <AskAgain />
      <Progress id="check-progress" label={run.words} value={run.done} max={run.total} />
      <p className="small soft" role="status">
        {t("running.lead")}
      </p>
    </div>
  );
}

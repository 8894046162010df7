import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import type { IncidentView } from "./incident-view";

/** What happened, the oldest first. */
export function IncidentHistory({ history }: { history: IncidentView["history"] }) {
  const t = useTranslations("incidents.detail");
  return (
    <Section title={t("history")}>
      <ol className="steps steps--v">
        {history.map(({ what, at, text }, rank) => (
          <li key={rank} className="done">
            <span className="dot" aria-hidden="true">
              <Icon name="check" />
            </span>
            <b>{what}</b>
            <span>{at}</span>
            {text && <span className="block lines">{text}</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What its owner decides, and whom that touches. */
export function IncidentAside({ incident }: { incident: IncidentView }) {
  const t = useTranslations("incidents.detail");
  const { manage, maintenance, affected } = incident;
  if (!manage && !maintenance) return null;
  return (
    <aside className="side stack">
      {manage && (
        <Card as="section" className="stack" aria-labelledby="decider">
          <h2 id="decider">{t("decide")}</h2>
          {"reopen" in manage ? (
            <Form method="post" action={manage.reopen}>
              <SubmitButton variant="line" icon="rotate-cw" block>
                {t("reopen")}
              </SubmitButton>
            </Form>
          ) : (
            <>
              <ButtonLink to={manage.plan} icon="wrench" block>
                {manage.planWords}
              </ButtonLink>
              <ButtonLink to={manage.close} variant="line" icon="check-check" block>
                {t("close")}
              </ButtonLink>
              {manage.serve && (
                <Form method="post" action={manage.serve} className="incident-act">
                  <SubmitButton variant="line" icon="circle-check" block>
                    {t("serve")}
                  </SubmitButton>
                  <p className="small soft">{t("serveHint")}</p>
                </Form>
              )}
            </>
          )}
        </Card>
      )}
      {maintenance && (
        <Card as="section" tone="flat" className="stack" aria-labelledby="maintenance">
          <h2 id="maintenance">{t("maintenance")}</h2>
          <p>{maintenance.period}</p>
          {maintenance.reason && <p className="soft">{maintenance.reason}</p>}
          {manage && (
            <>
              <h3>{t("affected")}</h3>
              {affected.length === 0 ? (
                <p className="soft">{t("affectedNone")}</p>
              ) : (
                <>
                  <p className="small soft">{t("affectedText")}</p>
                  <ul className="door-next">
                    {affected.map(({ to, who, when }) => (
                      <li key={to}>
                        <Link to={to}>{when}</Link>
                        <span className="small soft">{who}</span>
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </>
          )}
        </Card>
      )}
    </aside>
  );
}

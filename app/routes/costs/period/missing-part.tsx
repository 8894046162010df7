import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import type { Differences } from "~server/costs";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { ActPart } from "./act-part";
import { BornePart } from "./borne-part";
import type { PeriodAgain } from "./period-action";
import type { PeriodView } from "./period-view";

/** What is missing to close the month, each with the act that mends it; then the one act that leads on. */
export function MissingPart({
  view,
  again,
  differs,
}: {
  view: PeriodView;
  again: PeriodAgain | undefined;
  differs: Differences | null;
}) {
  const t = useTranslations("costsPeriod");
  const { missing, noted, inOrder, progress, state } = view;
  if (state === "closed") return <ClosedPart view={view} differs={differs} />;
  return (
    <section className="sheet close" aria-labelledby="manque">
      <div className="close-h">
        <h2 id="manque">{t("missing.title", { count: missing.length })}</h2>
        <p className="soft small">{t("missing.progress", progress)}</p>
        <progress {...progress} aria-label={t("missing.progress", progress)} />
      </div>
      {missing.length + noted.length > 0 && (
        <ul className="close-l">
          {[...missing, ...noted].map(({ code, icon, title, text, how, act }) => (
            <li key={code}>
              <Icon name={icon} />
              <div>
                <h3>{title}</h3>
                <p>{text}</p>
                {how && <p>{how}</p>}
              </div>
              {act && (
                <ButtonLink to={act} variant="line" size="sm" aria-label={`${t(`act.${code}`)}, ${title}`}>
                  {t(`act.${code}`)}
                </ButtonLink>
              )}
              {code === "statements" && (
                <Form method="post">
                  <SubmitButton variant="line" size="sm" name="intent" value="remind">
                    {t("act.statements")}
                  </SubmitButton>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      <BornePart view={view} wrong={again?.wrongReason} />
      <details className="close-ok" open={missing.length === 0}>
        <summary>
          <Icon name="circle-check" />
          <span>{t("ok.title", { count: inOrder.length })}</span>
          <Icon name="chevron-down" />
        </summary>
        <ul>
          {inOrder.map(({ code, words }) => (
            <li key={code}>
              <Icon name="check" size="sm" />
              {words}
            </li>
          ))}
        </ul>
      </details>
      <ActPart view={view} wrongDay={again?.wrongDay ?? null} />
    </section>
  );
}

/** With what a month was closed. */
function ClosedPart({ view, differs }: { view: PeriodView; differs: Differences | null }) {
  const t = useTranslations("costsPeriod");
  return (
    <section className="sheet close" aria-labelledby="clos">
      <div className="close-h">
        <h2 id="clos">{t("manifest.title")}</h2>
      </div>
      <div className="close-act">
        <p>{view.manifest?.words}</p>
        <p className="small soft">{t("manifest.fingerprint")}</p>
        <code className="small per-sha">{view.manifest?.sha256}</code>
        {differs && (
          <Alert tone={differs.length === 0 ? "ok" : "no"} live>
            {differs.length === 0
              ? t("manifest.conforms")
              : t("manifest.differs", { what: differs.map((part) => t(`manifest.part.${part}`)).join(", ") })}
          </Alert>
        )}
        <p>
          <ButtonLink to="?verifier=1" variant="line" size="sm" icon="check-check">
            {t("manifest.verify")}
          </ButtonLink>
        </p>
        <p className="small soft">{t("manifest.after")}</p>
      </div>
    </section>
  );
}

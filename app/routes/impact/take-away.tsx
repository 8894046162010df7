import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/button";
import { Card, Section } from "~/ui/surface";
import type { PutAsideView } from "./put-aside-view";

/** A need on paper, and as open data. */
export function TakeAway({ print, ocds }: { print: string; ocds: string }) {
  const t = useTranslations("impact.files");
  return (
    <Section id="emporter" title={t("title")} className="no-print">
      <div className="actions">
        <ButtonLink variant="line" size="sm" icon="printer" to={print}>
          {t("print")}
        </ButtonLink>
        <ButtonLink variant="text" size="sm" icon="download" to={ocds} reloadDocument>
          {t("ocds")}
        </ButtonLink>
      </div>
    </Section>
  );
}

/** For its buyer: how many said that the need is not for them, and why. */
export function PutAside({ view }: { view: PutAsideView }) {
  const t = useTranslations("needsFound.refusals");
  return (
    <Card as="section" className="no-print" aria-labelledby="ecartes">
      <h2 id="ecartes">{t("title")}</h2>
      <p className="small">{t("lead", { count: view.count })}</p>
      <ul className="small put-aside">
        {view.reasons.map(({ reason, words, count }) => (
          <li key={reason}>
            {words} <b className="num">{count}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}

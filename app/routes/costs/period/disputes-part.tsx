import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/surface";
import type { PeriodView } from "./period-view";

/** Disputes of the month, those that wait first. */
export function DisputesPart({ view: { disputes, state } }: { view: PeriodView }) {
  const t = useTranslations("costsPeriod");
  const waiting = disputes.filter(({ waits }) => waits).length;
  return (
    <Card as="section" className={disputes.length > 0 ? "disp" : "disp disp--none"} aria-labelledby="contestations">
      <p>
        {waiting > 0 ? (
          <Badge tone="wait" icon="flag">
            {t("disputes.count", { count: waiting })}
          </Badge>
        ) : (
          <Badge tone={disputes.length > 0 ? "ok" : undefined}>{t("disputes.none")}</Badge>
        )}
      </p>
      <h2 id="contestations" className="sr">
        {t("disputes.heading")}
      </h2>
      {disputes.length === 0 && (
        <p className="small soft">{t(state === "open" ? "disputes.notYet" : "disputes.noneText")}</p>
      )}
      {disputes.map((dispute) => (
        <div key={dispute.id} className="disp-one">
          <h3>{dispute.title}</h3>
          <p className="small soft">{dispute.about}</p>
          <blockquote>{t("disputes.quote", { reason: dispute.reason })}</blockquote>
          {dispute.waits ? (
            <>
              <p className="small">{t("disputes.apart")}</p>
              {state === "locked" ? (
                <p className="small soft">{t("problem.month_locked")}</p>
              ) : (
                <div className="actions">
                  <ButtonLink
                    to={`${dispute.decide}?reponse=raison`}
                    aria-label={`${t("decide.uphold")}, ${dispute.title}`}
                  >
                    {t("decide.uphold")}
                  </ButtonLink>
                  <ButtonLink
                    variant="line"
                    to={`${dispute.decide}?reponse=maintien`}
                    aria-label={`${t("decide.reject")}, ${dispute.title}`}
                  >
                    {t("decide.reject")}
                  </ButtonLink>
                </div>
              )}
            </>
          ) : (
            <>
              <p className="small">
                <b>{dispute.outcome}</b>
              </p>
              <p className="small">{t("disputes.quote", { reason: dispute.decision })}</p>
            </>
          )}
          <p className="small">
            <Link className="tap" to={dispute.statement}>
              {t("disputes.statement")}
            </Link>
          </p>
        </div>
      ))}
    </Card>
  );
}

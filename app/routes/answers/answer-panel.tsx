import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { StandingCard } from "~/routes/needs/standing-card";
import { Badge } from "~/ui/badge";
import { Grain } from "~/ui/grain";
import type { AnswerPanelView, PanelStep } from "./answer-panel-view";

/** Where the answer stands: its steps, what is missing, what to do next. On the answer's own page, without its button. */
export function AnswerPanel({ panel, onPage = false }: { panel: AnswerPanelView; onPage?: boolean }) {
  return (
    <StandingCard
      id="votre-reponse"
      standing={panel}
      onPage={onPage}
      within={({ signers }) => signers.length > 0 && <Signers signers={signers} />}
    >
      {!onPage && <MissingLinks missing={panel.missing} />}
    </StandingCard>
  );
}

function Signers({ signers }: Pick<PanelStep, "signers">) {
  const t = useTranslations("answers.panel");
  return (
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

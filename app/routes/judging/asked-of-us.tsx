import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/button";
import { Section } from "~/ui/surface";
import type { AskedOfUsView } from "./asked-of-us-view";
import { ClarificationList } from "./opened-answer-parts";

/** On the page of one's own answer: what the buyer asks to make clear, and where to answer. */
export function AskedOfUs({ asked }: { asked: AskedOfUsView }) {
  const t = useTranslations("opening.clarify");
  if (!asked) return null;
  return (
    <Section id="precisions" title={t("yours")}>
      <ClarificationList items={asked.items} />
      {asked.links.length > 0 && (
        <p className="actions">
          {asked.links.map(({ to, label, question }) => (
            <ButtonLink key={to} to={to} icon="send">
              {label}
              {asked.links.length > 1 && <span className="sr"> : {question}</span>}
            </ButtonLink>
          ))}
        </p>
      )}
      {asked.whoElse && <p className="soft">{asked.whoElse}</p>}
    </Section>
  );
}

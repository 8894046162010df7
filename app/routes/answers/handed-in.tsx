import { useTranslations } from "use-intl";
import { Section } from "~/ui/surface";
import type { HandedInView } from "./handed-in-view";

/** All that an answer holds, as the register froze it. */
export function HandedInContent({ content }: { content: HandedInView }) {
  const t = useTranslations("answers.receipt");
  return (
    <Section title={t("content")}>
      <dl>
        <Line term={t("members")}>{content.form}</Line>
        {content.members.map(({ name, task }) => (
          <Line key={name} term={name}>
            <span className="lines">{task}</span>
          </Line>
        ))}
        <Line term={t("contact")}>{content.contact}</Line>
        {content.presentation && (
          <Line term={t("presentation")}>
            <span className="lines">{content.presentation}</span>
          </Line>
        )}
      </dl>
      {content.lots.map((lot) => (
        <Section key={lot.id} title={lot.title} level={3}>
          <dl>
            <Line term={t("offer")}>{lot.price}</Line>
            {lot.shares.map(({ name, words }) => (
              <Line key={name} term={name}>
                {words}
              </Line>
            ))}
            {lot.texts.map(({ id, label, text }) => (
              <Line key={id} term={label}>
                <span className="lines">{text}</span>
              </Line>
            ))}
          </dl>
          {lot.words && <p className="lines">{lot.words}</p>}
        </Section>
      ))}
      {content.files.length > 0 && (
        <Section title={t("files")} level={3}>
          <dl>
            {content.files.map(({ id, name, size, sha256, to }) => (
              <Line key={id} term={size}>
                {to ? <a href={to}>{name}</a> : <span>{t("withPrices", { name })}</span>}{" "}
                <span className="fingerprint">{sha256}</span>
              </Line>
            ))}
          </dl>
        </Section>
      )}
    </Section>
  );
}

/** A line of a list of terms, in a page of class `receipt`. */
export function Line({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Section } from "~/ui/surface";
import type { WaitingLine } from "./waiting-lines";

/** What is waited for, with its place in line, and how to stop waiting; nothing when nothing is. */
export function WaitingList({ waiting }: { waiting: readonly WaitingLine[] }) {
  const t = useTranslations("life.waiting");
  if (waiting.length === 0) return null;
  return (
    <Section title={t("list")} className="waiting-section">
      <ul className="sheet waiting-list">
        {waiting.map(({ id, name, to, period, before, offered, leave }) => (
          <li key={id}>
            <div>
              <Link to={to}>{name}</Link>
              <p>{period}</p>
              <p className="small soft">{offered ? t("offered") : t("before", { count: before })}</p>
            </div>
            {offered ? (
              <ButtonLink to={to} size="sm">
                {t("answer")}
              </ButtonLink>
            ) : (
              <Form method="post" action={leave}>
                <SubmitButton variant="line" size="sm">
                  {t("leave")}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

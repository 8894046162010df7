import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Sheet } from "~/ui/surface";
import type { Since } from "./since";

type ApiTokenListProps = {
  tokens: readonly {
    id: string;
    name: string;
    pole: string;
    structure: string | null;
    /** Its scopes in words; null: all that its person may. */
    scopes: string | null;
    created: string;
    used: Since | null;
  }[];
};

/** A person's tokens, each with a button that makes it useless. */
export function ApiTokenList({ tokens }: ApiTokenListProps) {
  const t = useTranslations("identity.tokens");
  const when = useTranslations("identity.when");
  if (tokens.length === 0) {
    return (
      <Empty picture="box" title={t("none")} level={3}>
        {t("noneText")}
      </Empty>
    );
  }
  return (
    <Sheet as="ul">
      {tokens.map(({ id, name, pole, structure, scopes, created, used }) => (
        <li key={id} className="member">
          <span>
            <b>{name}</b>
            <span className="small soft block">
              {structure ? t("inPole", { structure, pole }) : t("staff", { pole })}
            </span>
            <span className="small soft block">{scopes === null ? t("mayAll") : t("maySome", { scopes })}</span>
            <span className="small soft block">
              {t("createdOn", { day: created })}, {used ? t("usedAt", { when: when(used.key, used) }) : t("neverUsed")}
            </span>
          </span>
          <Form method="post" action={paths.revokeApiToken(id)}>
            <SubmitButton variant="line" size="sm" aria-label={t("revokeNamed", { name })}>
              {t("revoke")}
            </SubmitButton>
          </Form>
        </li>
      ))}
    </Sheet>
  );
}

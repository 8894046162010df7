import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Sheet } from "~/ui/surface";
import type { LinksView } from "./links-view";

/** A person's links, each with a button that makes it useless. */
export function LinkList({ links }: Pick<LinksView, "links">) {
  const t = useTranslations("calendars");
  const when = useTranslations("identity.when");
  if (links.length === 0) {
    return (
      <Empty picture="calendar" title={t("none")} level={3}>
        {t("noneText")}
      </Empty>
    );
  }
  return (
    <Sheet as="ul">
      {links.map(({ id, name, what, created, used, revoke }) => (
        <li key={id} className="member">
          <span>
            <b>{name}</b>
            {what && <span className="small soft block">{what}</span>}
            <span className="small soft block">
              {t("createdOn", { day: created })}, {used ? t("usedAt", { when: when(used.key, used) }) : t("neverUsed")}
            </span>
          </span>
          <Form method="post" action={revoke}>
            <SubmitButton variant="line" size="sm" aria-label={t("revokeNamed", { name })}>
              {t("revoke")}
            </SubmitButton>
          </Form>
        </li>
      ))}
    </Sheet>
  );
}

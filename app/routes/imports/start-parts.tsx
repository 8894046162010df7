import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/surface";
import type { RecentLine } from "./import-view";

/** Files to write over, one a kind, in two formats. */
export function Templates({ pole }: { pole: string }) {
  const t = useTranslations("imports");
  return (
    <Section title={t("start.templates")}>
      <p className="small soft">{t("start.templatesText")}</p>
      <ul className="import-templates">
        {(["structures", "people", "resources"] as const).map((kind) => (
          <li key={kind}>
            <b>{t(`of.${kind}`)}</b>
            {(["csv", "xlsx"] as const).map((format) => (
              <a key={format} className="tap" href={paths.importTemplate(pole, kind, format)} download>
                <Icon name="download" size="sm" />
                {t(`start.${format}`)}
                <span className="sr"> {t(`of.${kind}`)}</span>
              </a>
            ))}
          </li>
        ))}
      </ul>
      <p className="small soft">{t("start.order")}</p>
    </Section>
  );
}

/** What was brought in before. */
export function Recent({ recent }: { recent: readonly RecentLine[] }) {
  const t = useTranslations("imports");
  return (
    <Section title={t("start.recent")}>
      {recent.length === 0 ? (
        <p className="small soft">{t("start.none")}</p>
      ) : (
        <ul className="import-recent">
          {recent.map(({ id, href, title, when, state, tone }) => (
            <li key={id}>
              <span>
                <Link to={href}>{title}</Link>
                <small className="soft">{when}</small>
              </span>
              <Badge tone={tone}>{state}</Badge>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { buttonClass } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { CopyField } from "./copy-field";
import type { NewFeedView } from "./links-view";

/** A link just made: its address, once, and where to put it. */
export function NewFeed({ feed }: { feed: NewFeedView }) {
  const t = useTranslations("calendars");
  const doors = [
    { href: feed.webcal, icon: "calendar-plus", label: t("open") },
    { href: feed.google, icon: "external-link", label: t("openGoogle") },
    { href: feed.outlook, icon: "external-link", label: t("openOutlook") },
  ] as const;
  return (
    <Alert tone="ok" title={t("ready")} level={2} live>
      <div className="stack">
        <p>{t("readyText")}</p>
        <CopyField label={t("address")} value={feed.url} />
        <div className="actions">
          {doors.map(({ href, icon, label }) => (
            // To another program or site: nothing of ours is told there but the address itself.
            <a key={href} href={href} rel="noreferrer" className={buttonClass({ variant: "line", size: "sm" })}>
              <Icon name={icon} size="sm" />
              {label}
            </a>
          ))}
        </div>
        <details className="more">
          <summary>
            <Icon name="chevron-down" size="sm" />
            {t("help.title")}
          </summary>
          <dl className="follow-help">
            {(["apple", "google", "outlook"] as const).map((key) => (
              <div key={key}>
                <dt>{t(`help.${key}`)}</dt>
                <dd>{t(`help.${key}Text`)}</dd>
              </div>
            ))}
          </dl>
        </details>
      </div>
    </Alert>
  );
}

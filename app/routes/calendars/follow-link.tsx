import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Icon } from "~/ui/icon";

/** The way to follow what a page shows in one's own calendar. */
export function FollowLink({ pole, ...asked }: { pole: string; ressource?: string; structure?: string }) {
  const t = useTranslations("calendars");
  return (
    <Link className="tap small follow" to={paths.calendarLinks(pole, asked)}>
      <Icon name="rss" size="sm" />
      {t("title")}
    </Link>
  );
}

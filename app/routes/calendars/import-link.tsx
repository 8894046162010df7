import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Icon } from "~/ui/icon";

/** The way to bring another calendar's events into a resource. */
export function ImportLink({ pole, resource }: { pole: string; resource: string }) {
  const t = useTranslations("calendars.import");
  return (
    <Link className="tap small follow" to={paths.importCalendar(pole, resource)}>
      <Icon name="upload" size="sm" />
      {t("open")}
    </Link>
  );
}

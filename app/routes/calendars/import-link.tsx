import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";

/** The way to bring another calendar's events into a resource. */
export function ImportLink({ pole, resource }: { pole: string; resource: string }) {
  const t = useTranslations("calendars.import");
  return (
    <ButtonLink to={paths.importCalendar(pole, resource)} variant="line" size="sm" icon="calendar-plus">
      {t("open")}
    </ButtonLink>
  );
}

import { useTranslations } from "use-intl";
import { ButtonLink } from "~/ui/button";
import type { WeekView } from "./week-view";

/** Which week is shown, between the way back and the way on. */
export function WeekTurn({ title, previous, next }: Pick<WeekView, "title" | "previous" | "next">) {
  const t = useTranslations("bookings.room");
  return (
    <div className="turn">
      {previous ? (
        <ButtonLink to={previous} variant="line" size="sm" icon="chevron-left" iconOnly preventScrollReset>
          {t("previousWeek")}
        </ButtonLink>
      ) : (
        <span className="turn-none" />
      )}
      <b aria-live="polite">{title}</b>
      {next ? (
        <ButtonLink to={next} variant="line" size="sm" icon="chevron-right" iconOnly preventScrollReset>
          {t("nextWeek")}
        </ButtonLink>
      ) : (
        <span className="turn-none" />
      )}
    </div>
  );
}

import { useTranslations } from "use-intl";
import type { WeekView } from "~/routes/bookings/week-view";
import { ButtonLink } from "~/ui/button";
import { Legend } from "~/ui/slot";
import { Section } from "~/ui/surface";
import { WeekTable } from "~/ui/week-table";

/** When it is free, for who passes by: free or taken, and each free hour a link that chooses it. */
export function OpenWeek({ title: heading, week }: { title: string; week: WeekView }) {
  const t = useTranslations("bookings.room");
  const { title, caption, days, hours, marks, legend, previous, next } = week;
  return (
    <Section
      id="semaine"
      title={heading}
      aside={
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
      }
    >
      <WeekTable caption={caption} days={days} hours={hours} marks={marks} />
      <Legend kinds={legend} />
    </Section>
  );
}

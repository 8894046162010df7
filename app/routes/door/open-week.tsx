import { WeekTurn } from "~/routes/bookings/week-turn";
import type { WeekView } from "~/routes/bookings/week-view";
import { Legend } from "~/ui/slot";
import { Section } from "~/ui/surface";
import { WeekTable } from "~/ui/week-table";

/** When it is free, for who passes by: free or taken, and each free hour a link that chooses it. */
export function OpenWeek({ title: heading, week }: { title: string; week: WeekView }) {
  const { title, caption, days, hours, marks, legend, previous, next } = week;
  return (
    <Section id="semaine" title={heading} aside={<WeekTurn title={title} previous={previous} next={next} />}>
      <WeekTable caption={caption} days={days} hours={hours} marks={marks} />
      <Legend kinds={legend} />
    </Section>
  );
}

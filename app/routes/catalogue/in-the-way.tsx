import { Link } from "@remix-run/react";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import type { BookingInTheWay } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatTimeRange } from "~server/kernel/format";
import { minutesOf, wallClock } from "~server/kernel/time";

/** Why something stays as it is, in words, with the bookings that keep it so. */
export interface Refused {
  readonly title: string;
  readonly text: string;
  readonly bookings: readonly { readonly to: string; readonly words: string }[];
}

/** A booking that keeps something as it is: "jeudi 26 novembre, 14 h – 17 h, Radio Berge". */
export function inTheWay({ id, start, end, structure }: BookingInTheWay, actor: Actor): Refused["bookings"][number] {
  const { date, minutes } = wallClock(start, actor.timeZone);
  const hours = formatTimeRange(minutes, minutesOf(end, date, actor.timeZone), actor.locale);
  return {
    to: paths.booking(actor.poleSlug, id),
    words: [formatDay(date, actor.locale, { year: true }), hours, structure].join(", "),
  };
}

/** Says it above the page's forms. */
export function RefusedAlert({ refused }: { refused: Refused }) {
  return (
    <Alert tone="no" title={refused.title} level={2} live>
      <div className="stack">
        <p>{refused.text}</p>
        {refused.bookings.length > 0 && (
          <ul>
            {refused.bookings.map(({ to, words }) => (
              <li key={to}>
                <Link to={to}>{words}</Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Alert>
  );
}

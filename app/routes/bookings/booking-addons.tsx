import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { BookingBadge } from "~/ui/badge";
import { DateTile } from "~/ui/figures";
import { Section } from "~/ui/surface";
import type { TogetherView } from "./booking-addons-view";

/** What goes with a booking, or what it goes with; nothing when it stands alone. */
export function BookingAddons({ addons, parent }: TogetherView) {
  const t = useTranslations("life.together");
  const lines = parent ? [{ ...parent, quantity: 1 }] : addons;
  if (lines.length === 0) return null;
  return (
    <Section title={parent ? t("parent") : t("addons")}>
      <ul className="sheet booking-rows">
        {lines.map((line) => (
          <li key={line.id}>
            <DateTile {...line.date} />
            <div className="booking-row-what">
              <h3>
                <Link to={line.to}>
                  {line.name}
                  {line.quantity > 1 && <> × {line.quantity}</>}
                </Link>
              </h3>
              <p>
                {line.hours}
                {line.place && <>, {line.place}</>}
              </p>
            </div>
            <BookingBadge state={line.state} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

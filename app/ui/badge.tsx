import { Link, type LinkProps } from "@remix-run/react";
import { Children, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classes, Icon } from "./icon";
import type { IconName } from "./icon-names";

type BadgeProps = { tone?: "ok" | "wait" | "no" | "you"; icon?: IconName; bare?: boolean; children: ReactNode };

/** A state: icon and word, never colour alone. `bare` has no ground, for tables. */
export function Badge({ tone, icon, bare, children }: BadgeProps) {
  return (
    <span className={classes("badge", tone && `badge--${tone}`, bare && "badge--bare")}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

const bookingStates = {
  offered: { tone: "wait", icon: "hourglass" },
  requested: { tone: "wait", icon: "hourglass" },
  confirmed: { tone: "ok", icon: "circle-check" },
  checked_in: { tone: "you", icon: "log-in" },
  returned: { tone: undefined, icon: "undo-2" },
  settled: { tone: undefined, icon: "check-check" },
  declined: { tone: "no", icon: "circle-x" },
  expired: { tone: undefined, icon: "timer-off" },
  cancelled: { tone: "no", icon: "ban" },
  no_show: { tone: "no", icon: "user-x" },
} as const;

/** The states of a booking, as the database names them. */
export type BookingState = keyof typeof bookingStates;

/** The state of a booking: the same word, icon and colour everywhere. */
export function BookingBadge({ state, bare }: { state: BookingState; bare?: boolean }) {
  const t = useTranslations("common.bookingState");
  return (
    <Badge {...bookingStates[state]} bare={bare}>
      {t(state)}
    </Badge>
  );
}

type ChipProps = LinkProps & { icon?: IconName; current?: boolean; count?: ReactNode };

/** A choice that filters, as a link; `count` says how many it leaves. Chips stand in a <Chips>. */
export function Chip({ icon, current, count, children, ...rest }: ChipProps) {
  return (
    <Link {...rest} className="chip" aria-current={current ? "true" : undefined}>
      {icon && <Icon name={icon} size="sm" />}
      {children}
      {count !== undefined && <b>{count}</b>}
    </Link>
  );
}

/** A row of chips; with a label, a navigation of its own. */
export function Chips({ label, children }: { label?: string; children: ReactNode }) {
  const list = <ul className="chips">{Children.map(children, (chip) => chip && <li>{chip}</li>)}</ul>;
  return label ? <nav aria-label={label}>{list}</nav> : list;
}

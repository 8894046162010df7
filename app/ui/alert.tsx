import type { ReactNode } from "react";
import { classes, Icon } from "./icon";
import type { IconName } from "./icon-names";

const faces = { ok: "circle-check", wait: "hourglass", no: "circle-x", you: "info" } satisfies Record<string, IconName>;

type AlertProps = {
  tone?: keyof typeof faces;
  icon?: IconName;
  title?: ReactNode;
  /** The level of the title in the page's outline; without one it is in bold at the head of the sentence. */
  level?: 2 | 3;
  /** It appeared because of what was just done: it is read out at once. */
  live?: boolean;
  children?: ReactNode;
};

/** A message in the page, above what it is about: one a page at most. */
export function Alert({ tone, icon, title, level, live, children }: AlertProps) {
  const Title = level === 2 ? "h2" : "h3";
  return (
    <div className={classes("alert", tone && `alert--${tone}`)} role={live ? "alert" : undefined}>
      <Icon name={icon ?? (tone ? faces[tone] : "info")} />
      {title && level && <Title>{title}</Title>}
      {(children || !level) && (
        <div>
          {title && !level && <b>{title}</b>} {children}
        </div>
      )}
    </div>
  );
}

type Way = { icon: IconName; how: ReactNode; what: ReactNode; act: ReactNode };

/** Ways out of a refusal: how it differs, what it is, the button or link that takes it. */
export function Ways({ ways }: { ways: readonly Way[] }) {
  return (
    <ul className="sheet ways">
      {ways.map(({ icon, how, what, act }, index) => (
        <li key={index}>
          <span>
            <Icon name={icon} size="sm" />
            {how}
          </span>
          <b>{what}</b>
          {act}
        </li>
      ))}
    </ul>
  );
}

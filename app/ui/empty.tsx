import type { ReactNode } from "react";
import { classes } from "./icon";
import { Illustration, type IllustrationName } from "./illustration";

type EmptyProps = {
  picture?: IllustrationName;
  title: ReactNode;
  /** The level of the title in the page's outline. */
  level?: 2 | 3;
  /** In a frame of its own; not inside a card or a sheet. */
  card?: boolean;
  /** The first act. */
  actions?: ReactNode;
  /** What will come here. */
  children?: ReactNode;
};

/** Nothing yet: what will come, and the first act. */
export function Empty({ picture = "calendar", title, level = 2, card = true, actions, children }: EmptyProps) {
  const Title = level === 2 ? "h2" : "h3";
  return (
    <div className={classes("empty", card && "card")}>
      <Illustration name={picture} />
      <Title>{title}</Title>
      {children && <p>{children}</p>}
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}

import type { ReactNode } from "react";
import { classes } from "./icon";

/** A day as a tile, in words already: "mar.", "24", "nov.". */
export function DateTile({ top, day, bottom, label }: { top: string; day: string; bottom: string; label?: string }) {
  return (
    <span className="date">
      {label && <span className="sr">{label}</span>}
      <small aria-hidden={label ? true : undefined}>{top}</small>
      <b aria-hidden={label ? true : undefined}>{day}</b>
      <small aria-hidden={label ? true : undefined}>{bottom}</small>
    </span>
  );
}

/**
 * Key figures side by side: its children are Stat.
 * @public
 */
export function Stats({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={classes("stats", className)}>{children}</dl>;
}

/**
 * One key figure: what it is, the figure, a note.
 * @public
 */
export function Stat({ label, figure, note }: { label: ReactNode; figure: ReactNode; note?: ReactNode }) {
  return (
    <div className="stat">
      <dt>{label}</dt>
      <dd className="fig">{figure}</dd>
      {note && <dd className="note">{note}</dd>}
    </div>
  );
}

/**
 * An amount already written ("18,00 €"): never cut at the end of a line, figures aligned. `cents` is for machines.
 * @public
 */
export function Money({ text, cents, strong }: { text: string; cents?: number; strong?: boolean }) {
  const Tag = strong ? "b" : "span";
  const words = <Tag className="nowrap">{text}</Tag>;
  return cents === undefined ? words : <data value={cents / 100}>{words}</data>;
}

/** A price and what it is made of: "18,00 €", "3 h à 6,00 €". */
export function Price({ amount, reason }: { amount: string; reason?: ReactNode }) {
  return (
    <p className="price">
      <b>{amount}</b> {reason && <small>{reason}</small>}
    </p>
  );
}

type TableProps = {
  /** What the table holds: its first words for a screen reader, shown above unless `hideCaption`. */
  caption: ReactNode;
  hideCaption?: boolean;
  /** Wide on purpose: scrolls inside itself, reachable by keyboard; `caption` must then be text. */
  scroll?: boolean;
  /**
   * Too wide for a telephone: there each row is a small sheet. Its cells say their column by `data-label`; the one that
   * matters most, of class "key", stands beside the row's name.
   */
  stack?: boolean;
  className?: string;
  /** <thead>, <tbody>, <tfoot>; figures in cells with class "num". */
  children: ReactNode;
};

/**
 * A dense table, for people who compare.
 * @public
 */
export function Table({ caption, hideCaption, scroll, stack, className, children }: TableProps) {
  const table = (
    <table className={classes("table", stack && "table--stack", className)}>
      <caption className={hideCaption ? "sr" : undefined}>{caption}</caption>
      {children}
    </table>
  );
  if (!scroll) return table;
  return (
    // A group, not a region: the part of the page it stands in is one already, often of the same name.
    <div className="scroll" role="group" tabIndex={0} aria-label={typeof caption === "string" ? caption : undefined}>
      {table}
    </div>
  );
}

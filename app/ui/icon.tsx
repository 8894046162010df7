import type { IconName } from "./icon-names";

type IconProps = { name: IconName; size?: "sm" | "lg"; className?: string };

/** A Lucide icon, always beside a word: it is hidden from screen readers. */
export function Icon({ name, size, className }: IconProps) {
  return (
    <svg className={classes("i", size && `i--${size}`, className)} aria-hidden="true">
      <use href={`/icons.svg#i-${name}`} />
    </svg>
  );
}

/** Class names that hold, in one attribute. */
export function classes(...names: (string | false | null | undefined)[]): string | undefined {
  return names.filter(Boolean).join(" ") || undefined;
}

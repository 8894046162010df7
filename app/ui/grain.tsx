import type { ReactNode } from "react";
import { classes, Icon } from "./icon";
import type { IconName } from "./icon-names";

/** What a grain shows: two letters, and a colour from 1 to 6 (a structure keeps its own). */
export type GrainFace = { initials: string; colour: number };

type GrainProps = Partial<GrainFace> & {
  icon?: IconName;
  /** Full grape: the person's own structure. */
  me?: boolean;
  size?: "xs" | "sm" | "lg";
};

/** A structure (or a step, with an icon) as a circle. Always beside its name, so hidden from screen readers. */
export function Grain({ initials, colour = 5, icon, me, size }: GrainProps) {
  return (
    <span
      className={classes("grain", me ? "grain--me" : `grain--${grainColour(colour)}`, size && `grain--${size}`)}
      aria-hidden="true"
    >
      {icon ? <Icon name={icon} /> : initials}
    </span>
  );
}

/** One of the six colours, whatever the number. */
export function grainColour(colour: number): number {
  return ((((Math.trunc(colour) - 1) % 6) + 6) % 6) + 1;
}

/** The colour of somebody that has none recorded: always the same for the same id. */
export function colourOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  return (sum % 6) + 1;
}

type WhoProps = GrainFace & { name: ReactNode; me?: boolean; size?: "xs" | "sm" | "lg"; sub?: ReactNode };

/** A grain and its name. */
export function Who({ name, sub, size = "sm", ...face }: WhoProps) {
  return (
    <span className="who">
      <Grain {...face} size={size} />
      <span>
        {name}
        {sub && <small className="soft small block">{sub}</small>}
      </span>
    </span>
  );
}

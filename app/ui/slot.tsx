import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Grain, type GrainFace } from "./grain";
import { classes, Icon } from "./icon";
import type { StripSegment } from "./strip";

/** The kinds of time. */
export type SlotKind = "free" | "taken" | "mine" | "pick" | "waiting" | "closed" | "past";

/** What fills a stretch of time in a week or a planning. Words come ready: the pieces know nothing of hours. */
export type Slot = {
  kind: SlotKind;
  /** How many rows (week) or columns (planning) it covers. */
  span: number;
  /** Its hours in words, "9 h – 11 h": read to screen readers, written in the lists. */
  time: string;
  /** What is shown: the hour of a free slot ("8 h"), who took it, "Vous", "Fermé". Defaults to the word of its kind. */
  label?: string;
  /** A second line: the purpose, "En attente". */
  sub?: string;
  /** Where it leads: to book it, or to the booking. */
  href?: string;
  who?: GrainFace;
  /** Of several alike, how many are taken and free, and the same in words: "4 libres sur 6". */
  units?: { taken: number; free: number; words: string };
};

const classOf: Record<SlotKind, string> = {
  free: "slot-free",
  taken: "slot-taken",
  mine: "slot-mine",
  pick: "slot-pick",
  waiting: "slot-wait",
  closed: "slot-off",
  past: "slot-past",
};

/** The class of a kind of time. */
export function slotClass(kind: SlotKind, more?: string | false): string | undefined {
  return classes(classOf[kind], more);
}

/** The word of a kind of time: "Libre", "Pris", "À vous"… */
export function useSlotWord(): (kind: SlotKind) => string {
  return useTranslations("common.slot");
}

/** A slot's box: a link when it leads somewhere. `name` is its accessible name when its words are not enough. */
export function SlotBox({
  slot,
  className,
  name,
  hover,
  children,
}: {
  slot: Pick<Slot, "kind" | "href">;
  className?: string | false;
  name?: string;
  /** Words under the pointer, where there was no room to write them. */
  hover?: string;
  children: ReactNode;
}) {
  if (!slot.href)
    return (
      <div className={slotClass(slot.kind, className)} title={hover}>
        {children}
      </div>
    );
  return (
    <Link className={slotClass(slot.kind, className)} to={slot.href} aria-label={name} title={hover} preventScrollReset>
      {children}
    </Link>
  );
}

/** The grain or the icon that goes with a slot's words. */
export function SlotSign({ slot }: { slot: Pick<Slot, "kind" | "who"> }) {
  if (slot.kind === "mine") return <Icon name="circle-dot" size="sm" />;
  return slot.who ? <Grain {...slot.who} size="xs" /> : null;
}

/** More grains than these are not counted at a glance: words alone say it. */
const MOST_GRAINS = 10;

/** Units taken and free, as grains and in words. */
export function UnitGrains({ units: { taken, free, words } }: { units: NonNullable<Slot["units"]> }) {
  return (
    <>
      {taken + free <= MOST_GRAINS && (
        <span className="units" aria-hidden="true">
          {Array.from({ length: taken + free }, (_, index) => (
            <i key={index} className={index < taken ? undefined : "free"} />
          ))}
        </span>
      )}
      <span>{words}</span>
    </>
  );
}

/** A day's slots as the segments of a strip. */
export function stripOf(slots: readonly Slot[]): StripSegment[] {
  const whole = slots.reduce((sum, { span }) => sum + span, 0);
  const segments: StripSegment[] = [];
  let at = 0;
  for (const { kind, span } of slots) {
    const from = (at / whole) * 100;
    at += span;
    const to = (at / whole) * 100;
    if (kind === "free") continue;
    const drawn = kind === "pick" ? "ask" : kind === "past" ? "closed" : kind;
    const last = segments.at(-1);
    // Closed and taken are hatched alike: one stretch, whatever it is made of.
    if (last?.to === from && isHatched(last.kind) && isHatched(drawn)) last.to = to;
    else segments.push({ kind: drawn, from, to });
  }
  return segments;
}

function isHatched(kind: StripSegment["kind"]): boolean {
  return kind === "taken" || kind === "closed";
}

/** What the colours and patterns mean. */
export function Legend({ kinds, free }: { kinds: readonly SlotKind[]; free?: string }) {
  const t = useTranslations("common.slot");
  return (
    <ul className="legend">
      {kinds.map((kind) => (
        <li key={kind}>
          <i className={classOf[kind]} />
          {kind === "free" ? (free ?? t("freeLegend")) : kind === "closed" ? t("closedLegend") : t(kind)}
        </li>
      ))}
    </ul>
  );
}

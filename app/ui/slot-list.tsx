import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Who } from "./grain";
import { classes, Icon } from "./icon";
import { stripOf, useSlotWord, type Slot } from "./slot";
import { StripPicture, type StripMark } from "./strip";

type SlotDetailsProps = {
  /** The thing, or the day. */
  title: ReactNode;
  sub?: ReactNode;
  slots: readonly Slot[];
  marks?: readonly StripMark[];
  /** What is free, in words. */
  sentence: string;
  open?: boolean;
  /** Names a free slot for a screen reader: "Libre, jeudi 26 novembre, 14 h – 15 h". */
  nameOf: (slot: Slot) => string;
  /** Free slots as a grid of hours (a week) or each as a line (a planning). */
  hours?: boolean;
};

/** On a telephone: a day of one thing, folded, with its strip and its sentence; open, its slots. */
export function SlotDetails({ title, sub, slots, marks, sentence, open, nameOf, hours }: SlotDetailsProps) {
  const none = !slots.some(({ kind }) => kind === "free" || kind === "pick");
  return (
    <details className="pl" open={open}>
      <summary>
        <span className="pl-n">
          <b>{title}</b>
          {sub && <small>{sub}</small>}
        </span>
        <Icon name="chevron-down" />
        <span className="day-strip">
          <StripPicture segments={stripOf(slots)} marks={marks} />
          <span className={classes("strip-say", none && "strip-say--none")}>{sentence}</span>
        </span>
      </summary>
      <SlotList slots={slots} nameOf={nameOf} hours={hours} />
    </details>
  );
}

function SlotList({ slots, nameOf, hours }: Pick<SlotDetailsProps, "slots" | "nameOf" | "hours">) {
  const t = useTranslations("common.slot");
  const wordOf = useSlotWord();
  return (
    <ul>
      {(hours ? runsOf(slots) : slots.map((slot) => [slot])).map((run) => {
        const [slot] = run;
        if (!slot || slot.kind === "past") return null;
        if (slot.kind !== "free" || !slot.href)
          return (
            <li key={slot.time}>
              <b>{slot.time}</b>
              <SlotWords slot={slot} word={wordOf(slot.kind)} />
            </li>
          );
        if (hours)
          return (
            <li key={slot.time}>
              <b>{t("free")}</b>
              <span className="pl-hours">
                {run.map((one) => (
                  <Link
                    key={one.time}
                    className="slot-free"
                    to={one.href ?? ""}
                    aria-label={nameOf(one)}
                    preventScrollReset
                  >
                    {one.label}
                  </Link>
                ))}
              </span>
            </li>
          );
        return (
          <li key={slot.time}>
            <Link className="pl-go" to={slot.href} aria-label={nameOf(slot)} preventScrollReset>
              <b>{slot.time}</b>
              <span>
                <Icon name="plus" size="sm" />
                {slot.units?.words ?? t("free")}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function SlotWords({ slot, word }: { slot: Slot; word: string }) {
  const words = (
    <>
      {slot.label ?? word}
      {slot.sub && <small className="soft tiny block">{slot.sub}</small>}
    </>
  );
  const said = slot.href ? <Link to={slot.href}>{words}</Link> : words;
  if (slot.who) return <Who {...slot.who} size="xs" name={said} />;
  return <span className={slot.kind === "closed" ? "soft" : undefined}>{said}</span>;
}

/** Free slots that follow each other, together. */
function runsOf(slots: readonly Slot[]): Slot[][] {
  const runs: Slot[][] = [];
  for (const slot of slots) {
    const last = runs.at(-1);
    if (slot.kind === "free" && last?.[0]?.kind === "free") last.push(slot);
    else runs.push([slot]);
  }
  return runs;
}

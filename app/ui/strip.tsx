import { classes } from "./icon";

/** A stretch of a day that is not free, or that is asked for; from and to in percent of the day shown. */
export type StripSegment = { kind: "taken" | "mine" | "waiting" | "closed" | "ask"; from: number; to: number };

/** An hour written under the strip, at a percentage of its width. */
export type StripMark = { label: string; at: number };

type StripProps = {
  segments: readonly StripSegment[];
  marks?: readonly StripMark[];
  /** The same in words, beneath: "Libre de 10 h à 12 h et de 13 h à 20 h". The picture is nothing without it. */
  sentence: string;
  /** Nothing is free: the sentence is not green. */
  none?: boolean;
};

const classOf = { taken: undefined, closed: undefined, mine: "mine", waiting: "wait", ask: "ask" };

/** A day at a glance: leaf is free, hatched is taken; its sentence is always beneath. */
export function Strip({ segments, marks, sentence, none }: StripProps) {
  return (
    <span className="day-strip">
      <StripPicture segments={segments} marks={marks} />
      <span className={classes("strip-say", none && "strip-say--none")}>{sentence}</span>
    </span>
  );
}

/** The strip without its sentence, where the words stand elsewhere in the same cell. */
export function StripPicture({ segments, marks }: Pick<StripProps, "segments" | "marks">) {
  return (
    <>
      <span className="strip" aria-hidden="true">
        {segments.map(({ kind, from, to }) => (
          <i
            key={`${kind}${from}`}
            className={classOf[kind]}
            style={{ left: `${round(from)}%`, width: `${round(to - from)}%` }}
          />
        ))}
      </span>
      {marks && (
        <span className="strip-hours" aria-hidden="true">
          {marks.map(({ label, at }) => (
            <span key={at} style={{ left: `${round(at)}%` }}>
              {label}
            </span>
          ))}
        </span>
      )}
    </>
  );
}

/** Two decimals: server and browser write the same style. */
function round(percent: number): number {
  return Math.round(percent * 100) / 100;
}

import { useTranslations } from "use-intl";
import { classes, Icon } from "./icon";
import { SlotBox, SlotSign, useSlotWord, type Slot } from "./slot";
import { SlotDetails } from "./slot-list";
import type { StripMark } from "./strip";

/** A day of the week shown: its slots, from the first row to the last, cover all of them. */
export type WeekDay = {
  /** "2026-11-26" */
  key: string;
  /** "jeu.", "26", "jeudi 26 novembre" */
  weekday: string;
  day: string;
  label: string;
  today?: boolean;
  past?: boolean;
  slots: readonly Slot[];
  /** What is free that day, in words, for the list: "Libre de 8 h à 9 h et de 14 h à 20 h". */
  sentence: string;
};

type WeekTableProps = {
  /** What it is, and that a free hour is a link that chooses it. */
  caption: string;
  days: readonly WeekDay[];
  /** One a row: "8 h"; "" for a half-hour that is not written. */
  hours: readonly string[];
  /** Hours under the strips of the list. */
  marks?: readonly StripMark[];
};

/** The week of one thing: a real table, each free hour a link; a list by day under 768 px. */
export function WeekTable({ caption, days, hours, marks }: WeekTableProps) {
  const t = useTranslations("common.slot");
  const wordOf = useSlotWord();
  const starts = days.map(({ slots }) => slotsByRow(slots));
  const nameOf = (day: WeekDay) => (slot: Slot) => t("choose", { day: day.label, time: slot.time });
  const past = days.filter((day) => day.past);
  const listed = (day: WeekDay) => (
    <SlotDetails
      key={day.key}
      title={day.label}
      sub={day.today ? t("today") : undefined}
      slots={day.slots}
      marks={marks}
      sentence={day.sentence}
      open={day === opened(days)}
      nameOf={nameOf(day)}
      hours
    />
  );
  return (
    <>
      <table className={classes("week wide-only", hours.length > 16 && "week--fine")}>
        <caption className="sr">{caption}</caption>
        <colgroup>
          <col />
          <col span={days.length} />
        </colgroup>
        <thead>
          <tr>
            <td />
            {days.map((day) => (
              <th key={day.key} scope="col" className={day.today ? "today" : undefined}>
                <small>{day.weekday}</small> <b>{day.day}</b>
                {day.today && <span className="sr">, {t("today")}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((hour, row) => (
            <tr key={row}>
              {/* A half-hour whose time is not written heads nothing. */}
              {hour ? <th scope="row">{hour}</th> : <td />}
              {days.map((day, column) => {
                const slot = starts[column]?.get(row);
                return (
                  slot && (
                    <td key={day.key} rowSpan={slot.span > 1 ? slot.span : undefined}>
                      <WeekSlot slot={slot} name={nameOf(day)(slot)} word={wordOf(slot.kind)} />
                    </td>
                  )
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="narrow-only">
        {past.length > 0 && (
          <details className="more">
            <summary>
              <Icon name="chevron-down" size="sm" />
              {t("pastDays", { count: past.length })}
            </summary>
            {past.map(listed)}
          </details>
        )}
        {days.filter((day) => !day.past).map(listed)}
      </div>
    </>
  );
}

function WeekSlot({ slot, name, word }: { slot: Slot; name: string; word: string }) {
  if (slot.kind === "past")
    return (
      <span className="slot-past">
        <span className="sr">{word}</span>
      </span>
    );
  if (slot.kind === "free")
    return (
      <SlotBox slot={slot} name={slot.href && name}>
        {slot.label ?? slot.time}
      </SlotBox>
    );
  if (slot.kind === "pick")
    return (
      <SlotBox slot={slot}>
        <b>
          <Icon name="check" size="sm" />
          <span className="slot-t">{slot.label ?? word}</span>
        </b>
        <small>{slot.sub ?? slot.time}</small>
      </SlotBox>
    );
  return (
    <SlotBox slot={slot}>
      <SlotSign slot={slot} />
      <span className="slot-t">
        {slot.label ?? word}
        {slot.sub && <small>{slot.sub}</small>}
        <span className="sr">, {slot.time}</span>
      </span>
    </SlotBox>
  );
}

/** Which slot starts at which row; rows that a slot above covers hold nothing. */
function slotsByRow(slots: readonly Slot[]): Map<number, Slot> {
  const byRow = new Map<number, Slot>();
  let row = 0;
  for (const slot of slots) {
    byRow.set(row, slot);
    row += slot.span;
  }
  return byRow;
}

/** The day open in the list: that of the choice, else the first with something free. */
function opened(days: readonly WeekDay[]): WeekDay | undefined {
  const holds = (kind: Slot["kind"]) => days.find(({ slots }) => slots.some((slot) => slot.kind === kind));
  return holds("pick") ?? holds("free");
}

import type { CSSProperties } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "./icon";
import { GroupRow, RowHead, type PlanGroup } from "./plan-parts";
import { SlotBox, SlotSign, UnitGrains, useSlotWord, type Slot } from "./slot";
import { SlotDetails } from "./slot-list";
import type { StripMark } from "./strip";

/** A thing of the planning: its slots cover the day from the first column to the last. */
export type PlanRow = {
  key: string;
  name: string;
  /** Owner, seats. */
  sub?: string;
  href: string;
  slots: readonly Slot[];
  /** What is free, in words, for the list. */
  sentence: string;
};

type PlanTableProps = {
  caption: string;
  /** Hours across, each over `span` columns: { label: "8 h", span: 2 } for columns of half an hour. */
  heads: readonly { label: string; span: number }[];
  groups: readonly PlanGroup<PlanRow>[];
  /** Hours under the strips of the list. */
  marks?: readonly StripMark[];
};

/** The day of many things, one a row: each free stretch is a link; a list of folded days under 768 px. */
export function PlanTable({ caption, heads, groups, marks }: PlanTableProps) {
  const t = useTranslations("common");
  const columns = heads.reduce((sum, { span }) => sum + span, 0);
  return (
    <>
      <div className="sheet wide-only">
        <section className="scroll" tabIndex={0} aria-label={t("plan.scroll", { caption })}>
          <table className="plan">
            <caption className="sr">{caption}</caption>
            <colgroup>
              <col className="c-res" />
              <col span={columns} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">{t("plan.resource")}</th>
                {heads.map(({ label, span }, index) => (
                  <th key={index} scope="col" colSpan={span}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            {groups.map(({ key, label, icon, rows }) => (
              <tbody key={key}>
                <GroupRow label={label} icon={icon} columns={columns + 1} />
                {rows.map((row) => (
                  <tr key={row.key}>
                    <RowHead row={row} />
                    {withStarts(row.slots).map(({ slot, start }) => (
                      <td
                        key={start}
                        colSpan={slot.span}
                        className={start % 2 ? "odd" : undefined}
                        style={{ "--n": slot.span } as CSSProperties}
                      >
                        <PlanSlot slot={slot} row={row} share={slot.span / columns} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </section>
      </div>
      <div className="narrow-only">
        {groups.map(({ key, label, icon, rows }) => (
          <section className="pl-kind" key={key}>
            <h2>
              <Icon name={icon} />
              {label}
            </h2>
            {rows.map((row) => (
              <SlotDetails
                key={row.key}
                title={row.name}
                sub={row.sub}
                slots={row.slots}
                marks={marks}
                sentence={row.sentence}
                nameOf={(slot) => t("slot.book", { name: row.name, time: slot.time })}
              />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

function PlanSlot({ slot, row, share }: { slot: Slot; row: PlanRow; share: number }) {
  const t = useTranslations("common.slot");
  const word = useSlotWord()(slot.kind);
  if (slot.kind === "past")
    return (
      <span className="slot-past">
        <span className="sr">{word}</span>
      </span>
    );
  if (slot.kind === "free" && slot.href) {
    const short = !fits(slot.units?.words ?? slot.time, share, 1);
    const name = t("book", { name: row.name, time: slot.units ? `${slot.time}, ${slot.units.words}` : slot.time });
    if (slot.units) {
      return (
        <SlotBox slot={slot} className={short && "is-short"} name={name} hover={`${slot.time}, ${slot.units.words}`}>
          {short ? <b className="num">{slot.units.free}</b> : <UnitGrains units={slot.units} />}
        </SlotBox>
      );
    }
    return (
      <SlotBox slot={slot} className={short && "is-short"} name={name}>
        <Icon name="plus" />
        {!short && <span>{slot.time}</span>}
      </SlotBox>
    );
  }
  const label = slot.label ?? word;
  const short = !fits(label, share, 2, slot.kind !== "closed");
  const roomForSub = fits(label, share, 1) && fits(slot.sub ?? "", share, 1);
  return (
    <SlotBox slot={slot} className={short && "is-short"} hover={short ? `${label}, ${slot.time}` : undefined}>
      <SlotSign slot={slot} />
      <span className={short ? "sr" : "slot-t"}>
        <b>{label}</b>
        {slot.sub && <small className={roomForSub ? undefined : "sr"}>{slot.sub}</small>}
        <span className="sr">, {slot.time}</span>
      </span>
    </SlotBox>
  );
}

/** The width in pixels of the whole day where the table is narrowest (see .plan), of a letter, of what is not words. */
const narrowest = { day: 776, letter: 6.4, sign: 46, edges: 18 };

/**
 * Whether words fit a share of the day in so many lines. Where they do not, a free stretch keeps its plus sign and a
 * taken one its grain, rather than words cut in pieces.
 */
function fits(words: string, share: number, lines: number, sign = true): boolean {
  const letters = (narrowest.day * share - (sign ? narrowest.sign : narrowest.edges)) / narrowest.letter;
  let line = 1;
  let used = 0;
  for (const { length } of words.split(" ")) {
    if (length > letters) return false;
    if (used > 0 && used + 1 + length > letters) {
      line += 1;
      used = length;
    } else used += (used > 0 ? 1 : 0) + length;
  }
  return line <= lines;
}

function withStarts(slots: readonly Slot[]): { slot: Slot; start: number }[] {
  let start = 0;
  return slots.map((slot) => {
    const at = { slot, start };
    start += slot.span;
    return at;
  });
}

import type { Actor } from "~server/kernel/actor";
import { formatDay, formatInstant } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";
import type { Clarification } from "~server/tenders";
import type { sayOpening } from "./opening-view";

/** What was asked about an answer, and what was said to it, in the words of who reads it. */
export function clarificationsView(
  { timeZone, locale }: Pick<Actor, "timeZone" | "locale">,
  asked: readonly Clarification[],
  now: Date,
  t: Awaited<ReturnType<typeof sayOpening>>,
) {
  // Until the end of that day: the instant is the first of the next.
  const lastDay = (dueAt: Date) =>
    formatDay(localDateOf(new Date(dueAt.getTime() - 1), timeZone), locale, { year: false });
  return asked.map(({ id, question, askedAt, dueAt, answer, answeredAt }) => {
    const over = now >= dueAt;
    return {
      ...{ id, question, answer, over },
      asked: t("clarify.askedAt", { at: formatInstant(askedAt, timeZone, locale) }),
      todo: t("clarify.todo", { day: lastDay(dueAt) }),
      due: t(over ? "clarify.wasDue" : "clarify.due", { day: lastDay(dueAt) }),
      answered: answeredAt && t("clarify.answeredAt", { at: formatInstant(answeredAt, timeZone, locale) }),
    };
  });
}

export type ClarificationView = ReturnType<typeof clarificationsView>[number];

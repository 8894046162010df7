import { handedInView } from "~/routes/answers/handed-in-view";
import { criterionWords, preciseWords, sayAnswers } from "~/routes/answers/words";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { formatInstant, initials } from "~server/kernel/format";
import { newId } from "~server/kernel/ids";
import { can } from "~server/kernel/permissions";
import { addDays, localDateOf } from "~server/kernel/time";
import { isDecided, pointsToCheck, type Clarification, type Opened, type PointToCheck } from "~server/tenders";
import { clarificationsView } from "./clarifications-view";
import { ADMISSION_LOOKS } from "./opened-list-view";
import { sayOpening } from "./opening-view";

export type OpenedAnswerView = Awaited<ReturnType<typeof openedAnswerView>>;

/** Days that a bidder has to answer, as proposed. */
const DAYS_TO_ANSWER = 5;

/** One answer that was opened, whether it can be judged, what was asked about it. @throws NotFound */
export async function openedAnswerView(
  actor: Actor,
  { need, answers, pricesOpen, now }: Opened,
  answerId: string,
  asked: readonly Clarification[],
) {
  const t = await sayOpening(actor.locale);
  const sayAnswer = await sayAnswers(actor.locale);
  const rank = answers.findIndex(({ id }) => id === answerId);
  const answer = answers[rank];
  if (!answer) throw new NotFound("answer");
  const { poleSlug: pole, locale, timeZone } = actor;
  const { admission, lead } = answer;
  const decision = admission?.decision ?? "waiting";
  const mayDecide = need.ours && can(actor, "needs.judge", need.buyer.id) && !isDecided(need);
  const today = localDateOf(now, timeZone);
  const next = answers[rank + 1];
  return {
    ...{ pole, needId: need.id, needTitle: need.title },
    needTo: paths.need(pole, need.id),
    listTo: paths.openedAnswers(pole, need.id),
    next: next
      ? { to: paths.openedAnswer(pole, need.id, next.id), words: t("answer.next", { name: next.lead.name }) }
      : null,
    name: lead.name,
    initials: initials(lead.name),
    colour: lead.colour,
    lead: t("answer.lead", { number: answer.number, at: preciseWords(answer.at, actor) }),
    // Nothing is to be said, or was, of who would be interested, or once the choice is made.
    examined: need.kind !== "interest" && (admission !== null || !isDecided(need)),
    badge: { ...ADMISSION_LOOKS[decision], words: t(`admission.${decision}`) },
    shut: !pricesOpen && need.kind !== "interest" ? t("list.shut") : null,
    content: await handedInView(actor, need, answer.content, answer.prices, ({ id, priced }) =>
      priced && !pricesOpen ? null : paths.openedFile(pole, need.id, answer.id, id),
    ),
    sha256: answer.sha256,
    points: pointsToCheck(need, answer).map((point) => pointWords(point)),
    admission: {
      may: mayDecide,
      decision: admission?.decision ?? "",
      reason: admission?.reason ?? "",
      said:
        admission && t("admission.saidAt", { at: formatInstant(admission.at, timeZone, locale, { weekday: true }) }),
    },
    clarifications: clarificationsView(actor, asked, now, t),
    ask: mayDecide ? { id: newId(), day: addDays(today, DAYS_TO_ANSWER), from: today } : null,
  };

  function pointWords(point: PointToCheck): string {
    if (point.code === "silent")
      return t("points.silent", { lot: point.lot, criterion: criterionWords(point, sayAnswer) });
    return point.code === "hours"
      ? t("points.hours", { lot: point.lot, hours: point.hours, least: point.least })
      : t(`points.${point.reservedTo}`, { lot: point.lot });
  }
}

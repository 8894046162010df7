import type { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Locale } from "~server/kernel/actor";
import { formatDay, formatMoney, formatTime, initials } from "~server/kernel/format";
import { localDateOf, minutesOf } from "~server/kernel/time";
import { REFUSAL_REASONS, stageOf, tradeLabel, type AnswerLine, type FoundNeed } from "~server/tenders";

/** The messages of this area. */
export type Words = Awaited<ReturnType<typeof translator<"needsFound">>>;

/** The needs that the structure answers, with the state of its answer: null while a group only asks it. */
export type Begun = ReadonlyMap<string, AnswerLine["state"]>;

type Reader = {
  readonly begun: Begun;
  readonly locale: Locale;
  readonly t: Words;
  /** The pôle whose list it is; null for a public page. */
  readonly pole: string | null;
  /** Whether they may say that it is not for them, and for which structure they look. */
  readonly answers: boolean;
  readonly structureId: string | null;
};

/** A need as its line in a list says it. */
export function foundView(need: FoundNeed, now: Date, { locale, t, pole, answers, structureId, begun }: Reader) {
  const { closesAt, buyer } = need;
  const zone = need.pole.timeZone;
  const date = localDateOf(closesAt, zone);
  const stage = stageOf(need, now);
  const year = date.slice(0, 4) !== localDateOf(now, zone).slice(0, 4);
  const day = formatDay(date, locale, { short: true, year });
  const hours = Math.floor((closesAt.getTime() - now.getTime()) / 3_600_000);
  const ours = begun.get(need.id);
  const elsewhere = pole !== null && need.pole.slug !== pole;
  return {
    id: need.id,
    to: pole === null ? paths.publicNeed(need.id) : paths.need(need.pole.slug, need.id),
    title: need.title,
    summary: need.summary,
    buyer: { name: buyer.name, initials: initials(buyer.name), colour: buyer.colour, me: buyer.id === structureId },
    place: need.place,
    pole: elsewhere || pole === null ? need.pole.name : null,
    trades: need.trades.slice(0, 2).map((code) => tradeLabel(code, locale)),
    facts: [
      ...(ours === undefined ? [] : [{ icon: "pencil-line" as const, words: t(`row.answer.${ours ?? "invited"}`) }]),
      { icon: "layers" as const, words: t("row.lots", { count: need.lots }) },
      ...(need.shownCents === null
        ? []
        : [{ icon: "banknote" as const, words: t("row.value", { value: formatMoney(need.shownCents, locale) }) }]),
      ...(need.kind === "call" ? [] : [{ icon: "file-text" as const, words: t(`kind.${need.kind}`) }]),
      ...need.reservedTo.map((whom) => ({ icon: "shield-check" as const, words: t(`row.reserved.${whom}`) })),
    ],
    closing: {
      when: t(stage === "published" ? "row.closing" : "row.closed", {
        day,
        time: formatTime(minutesOf(closesAt, date, zone), locale),
      }),
      left:
        stage !== "published"
          ? t(`stage.${stage}`)
          : hours < 48
            ? t("row.hoursLeft", { count: Math.max(0, hours) })
            : t("row.daysLeft", { count: Math.floor(hours / 24) }),
      tone: stage !== "published" ? undefined : hours < 72 ? ("wait" as const) : ("ok" as const),
      open: stage === "published",
    },
    refusal:
      pole === null ||
      !answers ||
      buyer.id === structureId ||
      (ours !== undefined && !need.refused) ||
      (stage !== "published" && !need.refused)
        ? null
        : refusalView(need.pole.slug, need, t),
  };
}

/** The way to put a need aside, or back. */
export function refusalView(pole: string, { id, refused }: Pick<FoundNeed, "id" | "refused">, t: Words) {
  return {
    action: paths.refuseNeed(pole, id),
    refused: refused && t(`reason.${refused}`),
    reasons: REFUSAL_REASONS.map((reason) => ({ reason, words: t(`reason.${reason}`) })),
  };
}

export type FoundView = ReturnType<typeof foundView>;

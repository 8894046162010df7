import { paths } from "~/paths";
import { preciseWords } from "~/routes/answers/words";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatInstant, formatList, formatMoney } from "~server/kernel/format";
import { localDateOf } from "~server/kernel/time";
import type { Minutes, MinutesLine, Need, RegisterLine } from "~server/tenders";
import { sayOpening } from "./opening-view";

export type MinutesView = Awaited<ReturnType<typeof minutesView>>;

/** The minutes of an opening, to be read and printed. */
export async function minutesView(actor: Actor, { need, opening, lines, register }: Minutes) {
  const t = await sayOpening(actor.locale);
  const { locale, timeZone, poleSlug: pole } = actor;
  const day = (at: Date) => formatDay(localDateOf(at, timeZone), locale, { year: true });
  const when = (at: Date) => formatInstant(at, timeZone, locale, { weekday: true });
  const signers = [opening.first.name, opening.second?.name ?? ""];
  return {
    needTitle: need.title,
    needTo: paths.need(pole, need.id),
    answersTo: paths.openedAnswers(pole, need.id),
    registerTo: paths.needRegister(pole, need.id),
    lead: t("minutes.lead", { buyer: need.buyer.name, title: need.title }),
    facts: [
      { term: t("minutes.need"), words: need.title },
      { term: t("minutes.buyer"), words: need.buyer.name },
      ...(need.publishedAt ? [{ term: t("minutes.published"), words: day(need.publishedAt) }] : []),
      ...(need.addenda.length > 0
        ? [{ term: t("minutes.addenda"), words: t("minutes.addendaCount", { count: need.addenda.length }) }]
        : []),
      ...(need.closesAt ? [{ term: t("minutes.closing"), words: when(need.closesAt) }] : []),
      { term: t("minutes.askedBy"), words: t("minutes.by", { name: signers[0] ?? "", at: when(opening.firstAt) }) },
      ...(opening.openedAt
        ? [
            {
              term: t("minutes.openedBy"),
              words: t("minutes.by", { name: signers[1] ?? "", at: preciseWords(opening.openedAt, actor) }),
            },
          ]
        : []),
      { term: t("minutes.found"), words: t("minutes.foundCount", { count: lines.length }) },
    ],
    shut: need.qualityFirst && lines.length > 0 ? t("minutes.shut") : null,
    lines: lines.map((line) => lineOf(line)),
    unopened: unopenedOf(register).map(({ name, fate, number }) => ({
      ...{ number: t("minutes.number", { number }), name },
      why: t(`fate.${fate}`),
    })),
    intact: t(register.every(({ intact }) => intact) ? "register.intact" : "register.broken"),
    signers,
  };

  function lineOf({ number, name, members, at, sha256, prices }: MinutesLine) {
    const others = members.filter((member) => member !== name);
    return {
      number: t("minutes.number", { number }),
      name,
      group: others.length > 0 ? t("minutes.group", { names: formatList(others, locale) }) : null,
      at: t("minutes.handedIn", { at: preciseWords(at, actor) }),
      sha256,
      prices: prices ? pricesOf(need, prices) : [],
    };
  }

  function pricesOf({ lots, title: about }: Need, prices: NonNullable<MinutesLine["prices"]>) {
    return lots.flatMap(({ id, number, title }) => {
      const cents = prices[id]?.cents;
      return cents === null || cents === undefined
        ? []
        : [{ id, lot: t("lot", { number, title: title || about }), money: formatMoney(cents, locale) }];
    });
  }
}

/** Answers that were handed in and not opened: the last line of each, where it was taken back or not confirmed. */
function unopenedOf(register: readonly RegisterLine[]): (RegisterLine & { fate: "withdrawal" | "unconfirmed" })[] {
  const last = new Map(register.map((line) => [line.answerId, line]));
  return [...last.values()].filter(
    (line): line is RegisterLine & { fate: "withdrawal" | "unconfirmed" } =>
      line.fate === "withdrawal" || line.fate === "unconfirmed",
  );
}

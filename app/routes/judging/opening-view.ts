import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { formatInstant } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { stageOf, type MayOpen, type OpeningOf } from "~server/tenders";

/** The words of opening, on the server. */
export const sayOpening = (locale: Actor["locale"]) => translator(locale, "opening");

export type OpeningView = Awaited<ReturnType<typeof openingView>>;

/** One of the two, and where they stand. */
interface Place {
  readonly title: string;
  readonly who: string;
  readonly when: string;
  readonly state: "done" | "now" | "later";
}

/** Who asks and who opens, in the words of who looks: what is done, what waits for whom, what they may do. */
export async function openingView(actor: Actor, { need, now, opening, reads, mayOpen }: OpeningOf) {
  const t = await sayOpening(actor.locale);
  const stage = stageOf(need, now);
  const when = (at: Date) => formatInstant(at, actor.timeZone, actor.locale, { weekday: true });
  const may = can(actor, "needs.open", need.buyer.id);
  const asks = opening === null && stage === "closed";
  const mine = opening?.first.id === actor.personId;
  const firsts = mayOpen.filter(({ ofBuyer }) => ofBuyer);
  // Who asks, or will: not the second.
  const one =
    opening?.first.id ?? (asks && may && need.ours ? actor.personId : firsts.length === 1 ? firsts[0]?.id : null);
  const seconds = mayOpen.filter(({ id }) => id !== one);
  const count = need.answersIn ?? 0;
  return {
    pole: actor.poleSlug,
    needTitle: need.title,
    needTo: paths.need(actor.poleSlug, need.id),
    lead: leadOf(),
    places: stage === "cancelled" ? [] : [first(), second()],
    can: {
      ask: asks && may && need.ours,
      open: stage === "closed" && opening !== null && may && !mine,
      takeBack: stage === "closed" && mine,
    },
    askText: t("page.askText", { count }),
    openText: t("page.openText", { count, name: opening?.first.name ?? "" }),
    // Who may only look is told who acts.
    wait: waitOf(),
    read: reads
      ? {
          minutes: paths.needMinutes(actor.poleSlug, need.id),
          answers: paths.openedAnswers(actor.poleSlug, need.id),
        }
      : null,
  };

  function leadOf(): string {
    if (stage === "cancelled") return t("page.leadCancelled");
    if (need.openedAt) return t("page.leadOpened", { at: when(need.openedAt) });
    return stage === "published" && need.closesAt
      ? t("page.leadBefore", { closing: when(need.closesAt) })
      : t("page.leadClosed", { count });
  }

  function first(): Place {
    return {
      title: t("page.first"),
      who: opening ? opening.first.name : namesOf(firsts),
      when: opening ? t("page.askedAt", { at: when(opening.firstAt) }) : t("page.firstText"),
      state: opening ? "done" : asks ? "now" : "later",
    };
  }

  function second(): Place {
    const done = opening?.second ?? null;
    return {
      title: t("page.second"),
      who: done ? done.name : namesOf(seconds),
      when: done && opening?.openedAt ? t("page.openedAt", { at: when(opening.openedAt) }) : t("page.secondText"),
      state: done ? "done" : opening ? "now" : "later",
    };
  }

  function waitOf(): string | null {
    if (stage !== "closed") return null;
    if (asks) return may && need.ours ? null : t("page.waitFirst", { buyer: need.buyer.name });
    if (mine) return t(seconds.length > 0 ? "page.waitMine" : "page.waitNobody", { names: namesOf(seconds) });
    return may ? null : t("page.waitSecond", { names: namesOf(seconds) });
  }

  function namesOf(people: readonly MayOpen[]): string {
    const names = people.map(({ name, ofBuyer }) => (ofBuyer ? name : t("page.forPole", { name })));
    return names.length > 0 ? names.join(t("page.or")) : t("page.nobody");
  }
}

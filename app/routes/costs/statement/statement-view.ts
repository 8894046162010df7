import { paths } from "~/paths";
import type { IconName } from "~/ui/icon-names";
import type { Statement } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDayRange, formatMoney } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { lineView } from "./line-view";
import { monthAndYear, monthOf, ofMonth, whenWords, type SayStatement } from "./words";

export type StatementView = ReturnType<typeof statementView>;

/** A row of the sums under the lines. */
export interface TallyRow {
  readonly label: string;
  readonly amount: string;
  /** The contested amount stands apart. */
  readonly apart?: boolean;
}

/** The whole page of a statement, in words. */
export function statementView(actor: Actor, statement: Statement, t: SayStatement) {
  const { month, structure, number, lines, sums, past, byManager } = statement;
  const { locale, poleSlug } = actor;
  const of = ofMonth(month.startsOn, t, { year: false }, locale);
  const days = formatDayRange(month.startsOn, month.endsOn, locale, { year: true });
  return {
    pole: poleSlug,
    title: byManager ? t("titleOf", { of, structure: structure.name }) : t("title", { of }),
    lead: number
      ? t("lead", { structure: structure.name, number: number.replaceAll("-", "\u2011"), days })
      : t("leadDraft", { structure: structure.name, days }),
    here: t("here", { of: ofMonth(month.startsOn, t, {}, locale) }),
    crumbs: crumbsOf(actor, statement, t),
    self: paths.costStatement(poleSlug, monthOf(month.startsOn), structure.id),
    lines: lines.map((line) => lineView(actor, statement, line, t)),
    tally: tallyOf(statement, actor, t),
    due: dueOf(statement, actor, t),
    next: nextOf(statement, actor, t),
    past: past.map(({ startsOn, sharesCents, netCents }) => ({
      month: monthAndYear(startsOn, locale),
      to: paths.costStatement(poleSlug, monthOf(startsOn), structure.id),
      shares: formatMoney(sharesCents, locale),
      net: formatMoney(netCents, locale),
    })),
    legal: legalOf(statement, t),
    printed: t("printed", { pole: actor.poleName, when: whenWords(statement.now, actor) }),
    netCents: sums.netCents,
  };
}

/** The accounts, and for who runs them the month. */
export function crumbsOf(actor: Actor, { month: { startsOn } }: Pick<Statement, "month">, t: SayStatement) {
  const { poleSlug, locale } = actor;
  return [
    { label: t("costs"), to: paths.costs(poleSlug) },
    ...(can(actor, "costs.manage")
      ? [{ label: monthAndYear(startsOn, locale), to: paths.costPeriod(poleSlug, monthOf(startsOn)) }]
      : []),
  ];
}

/** Shares, corrections, calls, advances, fees, what waits apart; the last row is what is left. */
function tallyOf({ sums, month, byManager }: Statement, { locale }: Actor, t: SayStatement) {
  const row = (label: string, cents: number, always = false): TallyRow[] =>
    cents === 0 && !always ? [] : [{ label, amount: formatMoney(cents, locale) }];
  const of = ofMonth(month.startsOn, t, { year: false }, locale);
  const contested: TallyRow[] =
    sums.contestedCents === 0
      ? []
      : [{ label: t("tally.contested"), amount: formatMoney(-sums.contestedCents, locale), apart: true }];
  return {
    rows: [
      ...row(t("tally.shares", { of, who: byManager ? "theirs" : "yours" }), sums.chargesCents, true),
      ...row(t("tally.corrections"), sums.correctionsCents),
      ...row(t("tally.shortfalls"), sums.shortfallsCents),
      ...contested,
      ...row(t("tally.released"), sums.releasedCents),
      ...row(t("tally.calls"), -sums.callsCents),
      ...row(t(sums.feesCents < 0 ? "tally.feeCredited" : "tally.fees"), sums.feesCents),
      ...row(t("tally.advances"), -sums.advancesCents),
    ],
    // Asked apart before, and not paid: told, so that nobody pays it twice.
    notes: [
      ...(sums.unpaidCallsCents === 0
        ? []
        : [t("tally.unpaidCalls", { amount: formatMoney(sums.unpaidCallsCents, locale) })]),
      ...(sums.feesCents <= 0 ? [] : [t("tally.unpaidFee", { amount: formatMoney(sums.feesCents, locale) })]),
    ],
    total: {
      label: t(sums.netCents < 0 ? "due.receive" : "due.pay"),
      amount: formatMoney(Math.abs(sums.netCents), locale),
    },
  };
}

/** The amount, how final it is, and what its own people may say of it. */
function dueOf(statement: Statement, actor: Actor, t: SayStatement) {
  const { month, sums, agreedAt, agreedCents, agreedBy, byManager, now, lines, readAt, number } = statement;
  const { locale } = actor;
  const badges = {
    open: { tone: "wait", icon: "pencil-line" },
    review: { tone: "wait", icon: "eye" },
    locked: { tone: "wait", icon: "lock-keyhole" },
    closed: { tone: "ok", icon: "circle-check" },
  } as const satisfies Record<string, { tone: "ok" | "wait"; icon: IconName }>;
  const disputed = lines.some(({ disputes }) => disputes.some(({ state }) => state === "filed"));
  const inTime = month.state === "review" && (month.reviewUntil === null || now < month.reviewUntil);
  const agreed = agreedAt !== null && agreedCents === sums.netCents;
  const until = month.reviewUntil && whenWords(month.reviewUntil, actor);
  const words = (() => {
    if (month.state === "open") return t("due.openWords");
    if (agreed) return t("due.agreed", { by: agreedBy ?? t("dispute.somebody"), when: whenWords(agreedAt, actor) });
    if (month.state === "closed") return t("due.closedWords");
    if (month.state === "locked" || !inTime) return t("due.lockedWords");
    if (agreedAt) {
      const amount = formatMoney(Math.abs(agreedCents ?? 0), locale);
      return t(byManager ? "due.changedOf" : "due.changed", { amount });
    }
    if (disputed) return t(byManager ? "due.disputedOf" : "due.disputed");
    return until ? t("due.silence", { until }) : t("due.silenceNoDate");
  })();
  return {
    badge: { ...badges[month.state], words: t(`due.state.${month.state}`) },
    label: t(sums.netCents < 0 ? "due.receive" : "due.pay"),
    amount: formatMoney(Math.abs(sums.netCents), locale),
    contested:
      sums.contestedCents === 0 ? null : t("due.contested", { amount: formatMoney(sums.contestedCents, locale) }),
    mayAgree: inTime && !byManager && !agreed && !disputed && number !== null,
    words,
    read: byManager && number ? (readAt ? t("due.read", { when: whenWords(readAt, actor) }) : t("due.unread")) : null,
  };
}

/** « Et ensuite ? »: what is still to come, in order. */
function nextOf({ month, sums, now }: Statement, actor: Actor, t: SayStatement) {
  const inTime = month.state === "review" && (month.reviewUntil === null || now < month.reviewUntil);
  const until = month.reviewUntil && whenWords(month.reviewUntil, actor);
  const step = (name: "doubt" | "review" | "until" | "closing" | "pay" | "receive" | "after") => ({
    title: t(`next.${name}`, { until: until ?? "" }),
    words: t(`next.${name}Words`),
  });
  if (month.state === "closed") return [step(sums.netCents < 0 ? "receive" : "pay"), step("after")];
  if (month.state === "open") return [step("review"), step("closing")];
  return [...(inTime ? [step("doubt")] : []), ...(inTime && until ? [step("until")] : []), step("closing")];
}

/** In which legal mode each pool is, on one line each; to be confirmed by an accountant. */
function legalOf({ lines }: Statement, t: SayStatement): string[] {
  const modes = ["261B", "taxed", "out_of_scope", "staff_loan"] as const;
  return modes.flatMap((mode) => {
    const names = lines.filter(({ pool }) => pool.legalMode === mode).map(({ pool }) => pool.name);
    return names.length === 0 ? [] : [t(`legal.${mode}`, { names: names.join(", ") })];
  });
}

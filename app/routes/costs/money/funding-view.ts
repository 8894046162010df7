import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { fundingOf, fundingsOf, type FundingDetails, type FundingSeen } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatDayRange, formatList, formatMoney, formatPercent } from "~server/kernel/format";
import { newId } from "~server/kernel/ids";
import { localDateOf, type LocalDate } from "~server/kernel/time";
import { moneyToType } from "./asked";

/** The page of a funding, in words. @throws NotFound */
export async function fundingView(actor: Actor, id: string) {
  const { locale, poleSlug, timeZone } = actor;
  const t = await translator(locale, "costsMoney");
  const funding = await fundingOf(actor, id);
  const money = (cents: number) => formatMoney(cents, locale);
  const percent = (points: number) => formatPercent(points / 10_000, locale);
  const day = (date: LocalDate) => formatDay(date, locale, { weekday: false, year: true });
  const { state, paidCents, paidOn, eligibleAccounts, notifiedOn, usedCents, shortfallCents } = funding;
  const rate = percent(funding.ratePoints);
  const facts: [string, string | null][] = [
    [t("funding.pool"), funding.poolName],
    [t("funding.is"), t("funding.rateOf", { rate, ceiling: money(funding.ceilingCents) })],
    [
      t("funding.accounts"),
      eligibleAccounts.length === 0
        ? t("funding.allAccounts")
        : t("funding.accountsOf", { accounts: formatList(eligibleAccounts, locale) }),
    ],
    [t("funding.period"), formatDayRange(funding.startsOn, funding.endsOn, locale, { year: true, weekday: false })],
    [t("funding.one"), t(funding.publicMoney ? "funding.public" : "funding.private")],
    [t("funding.notifiedOn"), notifiedOn && day(notifiedOn)],
    [t("funding.reference"), funding.notifiedReference || null],
    [
      t("funding.paid"),
      paidCents !== null && paidOn ? t("funding.paidOn", { amount: money(paidCents), day: day(paidOn) }) : null,
    ],
  ];
  return {
    id,
    state,
    funder: funding.funder,
    label: funding.label,
    list: paths.fundings(poleSlug),
    facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    used: money(usedCents),
    left: state === "refused" ? null : money(funding.leftCents),
    ceiling: money(funding.ceilingCents),
    rule: state === "refused" ? null : t(state === "requested" ? "funding.ruleRequested" : "funding.rule", { rate }),
    short:
      shortfallCents > 0
        ? {
            title: t("funding.shortTitle", { amount: money(shortfallCents) }),
            text: t("funding.short", { used: money(usedCents), paid: money(paidCents ?? 0) }),
          }
        : null,
    shared: funding.sharedAgainCents > 0 ? t("funding.shortShared", { amount: money(funding.sharedAgainCents) }) : null,
    mayManage: funding.mayManage,
    edit: funding.mayManage && state === "requested" ? paths.editFunding(poleSlug, id) : null,
    mayPay: funding.mayManage && state === "notified",
    payments: funding.payments.map(({ id: payment, cents, paidOn: on, final, undoneBecause }) => ({
      id: payment,
      words: t(final ? "funding.paymentLast" : "funding.payment", { amount: money(cents), day: day(on) }),
      undone: undoneBecause === null ? null : t("funding.undone", { why: undoneBecause }),
      // The last one first, once all is paid.
      mayUndo: funding.mayManage && undoneBecause === null && (state === "notified" || final),
    })),
    proofs: funding.proofs.map((proof) => ({
      id: proof.id,
      name: proof.name,
      to: paths.fundingProof(poleSlug, id, proof.id),
    })),
    over: state === "requested" ? await overOf(actor, funding, percent) : null,
    today: localDateOf(new Date(), timeZone),
    // Of the payment to be entered: sent twice, it is one.
    paymentId: newId(),
    amount: moneyToType(
      Math.max(0, Math.min(funding.ceilingCents, usedCents || funding.ceilingCents) - cameOf(funding)),
      locale,
    ),
  };
}

const cameOf = ({ payments }: FundingDetails) =>
  payments.reduce((all, { cents, undoneBecause }) => all + (undoneBecause === null ? cents : 0), 0);

export type FundingView = Awaited<ReturnType<typeof fundingView>>;

/** What would be funded with those notified for the same costs, when that is more than all of them; else null. */
async function overOf(actor: Actor, funding: FundingDetails, percent: (points: number) => string) {
  const { fundings } = await fundingsOf(actor, Number(funding.startsOn.slice(0, 4)));
  const points = fundings
    .filter((one) => one.id !== funding.id && ["notified", "paid"].includes(one.state) && forSameCosts(one, funding))
    .reduce((all, one) => all + one.ratePoints, funding.ratePoints);
  return points > 10_000 ? percent(points) : null;
}

function forSameCosts(a: FundingSeen, b: FundingSeen): boolean {
  if (a.poolId !== b.poolId || a.startsOn > b.endsOn || b.startsOn > a.endsOn) return false;
  const all = a.eligibleAccounts.length === 0 || b.eligibleAccounts.length === 0;
  return all || a.eligibleAccounts.some((x) => b.eligibleAccounts.some((y) => x.startsWith(y) || y.startsWith(x)));
}

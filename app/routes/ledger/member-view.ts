import type { Actor } from "~server/kernel/actor";
import { formatMoney, formatMonth } from "~server/kernel/format";
import { can } from "~server/kernel/permissions";
import { LINES_PAGE, memberAccount, type MonthRange } from "~server/ledger";
import { linesView } from "./lines-view";
import { balanceWords, rangeView, type LedgerWords } from "./words";

const ROLES = ["members", "disputed", "member_advances"] as const;

/** A structure's account in words. */
export async function memberView(actor: Actor, structure: string, asked: MonthRange, page: number, t: LedgerWords) {
  const { locale } = actor;
  const { structure: member, accounts, months, count, ...found } = await memberAccount(actor, structure, asked, page);
  return {
    pole: actor.poleSlug,
    structureId: member.id,
    heading: t(member.id === actor.structureId ? "member.mine" : "member.title", { name: member.name }),
    lead: t("member.lead", { from: formatMonth(asked.from, locale), until: formatMonth(asked.until, locale) }),
    manages: can(actor, "costs.manage"),
    range: rangeView(asked, months.first ?? asked.from, months.last ?? asked.until, locale),
    balances: accounts.map(({ number, cents, role }) => ({
      key: number,
      label: t(`member.role.${ROLES.find((known) => known === role) ?? "other"}`),
      figure: formatMoney(Math.abs(cents), locale),
      note: balanceWords(t, cents, locale),
    })),
    page,
    pageCount: Math.ceil(count / LINES_PAGE),
    ...linesView({ ...found, count }, actor, can(actor, "ledger.view")),
  };
}

import { paths } from "~/paths";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatInstant, formatMoney, formatMonth } from "~server/kernel/format";
import type { LedgerCheck, MonthRange, trialBalance } from "~server/ledger";
import type { LedgerWords } from "./words";

type Row = Awaited<ReturnType<typeof trialBalance>>["accounts"][number];

/** The trial balance in words; nothing where nothing is. */
export function balancesView(rows: readonly Row[], pole: string, { from, until }: MonthRange, locale: Locale) {
  const amount = (cents: number) => (cents === 0 ? "" : formatMoney(cents, locale));
  const asked = { de: from.slice(0, 7), a: until.slice(0, 7) };
  const shown = rows.filter(({ before, debit, credit }) => before !== 0 || debit !== 0 || credit !== 0);
  const sum = (key: "before" | "debit" | "credit" | "after") => shown.reduce((total, row) => total + row[key], 0);
  return {
    accounts: shown.map((row) => ({
      id: row.accountId,
      href: paths.accountLines(pole, row.accountId, asked),
      number: row.number,
      label: row.label,
      before: amount(row.before),
      debit: amount(row.debit),
      credit: amount(row.credit),
      after: formatMoney(row.after, locale),
    })),
    total: {
      before: formatMoney(sum("before"), locale),
      debit: formatMoney(sum("debit"), locale),
      credit: formatMoney(sum("credit"), locale),
      after: formatMoney(sum("after"), locale),
      equal: sum("debit") === sum("credit") && sum("before") === 0,
    },
  };
}

/** What the last check found, in words; null before the first one. */
export function checkView(check: LedgerCheck | null, { locale, timeZone, poleSlug: pole }: Actor, t: LedgerWords) {
  if (!check) return null;
  const when = t(check.byNight ? "balances.night" : "balances.asked", {
    at: formatInstant(check.at, timeZone, locale),
  });
  return {
    right: check.faults === 0,
    faults: check.faults,
    when,
    summary: t("balances.rightText", { entries: check.entries, postings: check.postings, when }),
    found: check.found.map((fault, index) => ({
      key: index,
      kind: t(`balances.fault.${fault.kind}`),
      href: fault.entry && paths.entry(pole, fault.entry.id),
      where: [
        fault.entry && t("entryNumber", { number: fault.entry.number, year: String(fault.entry.fiscalYear) }),
        fault.account,
        fault.structure,
        fault.month && formatMonth(fault.month, locale),
      ]
        .filter(Boolean)
        .join(" · "),
      detail: fault.expected ? t("balances.found", { expected: fault.expected, found: fault.found }) : "",
    })),
  };
}

/** What the page shows of a check. */
export type CheckView = ReturnType<typeof checkView>;

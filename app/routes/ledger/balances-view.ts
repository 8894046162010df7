import { paths } from "~/paths";
import type { Actor, Locale } from "~server/kernel/actor";
import { formatInstant, formatMoney, formatMonth, formatNumber } from "~server/kernel/format";
import { AMOUNT_FAULTS, type CheckRun, type LedgerCheck, type MonthRange, type trialBalance } from "~server/ledger";
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
export function checkView(
  check: LedgerCheck | null,
  pools: ReadonlyMap<string, string>,
  { locale, timeZone, poleSlug: pole }: Actor,
  t: LedgerWords,
) {
  if (!check) return null;
  const figure = ({ kind }: LedgerCheck["found"][number], text: string) =>
    AMOUNT_FAULTS.some((one) => one === kind) ? formatMoney(Number(text), locale) : text;
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
        ...fault.poolIds.map((id) => pools.get(id)),
        fault.structure,
        fault.month && formatMonth(fault.month, locale),
      ]
        .filter(Boolean)
        .join(" · "),
      detail: fault.expected
        ? t("balances.found", { expected: figure(fault, fault.expected), found: figure(fault, fault.found) })
        : "",
    })),
  };
}

/** A check that goes on, or failed, in words; null where there is nothing to say of it. */
export function runView(run: CheckRun | null, { locale, timeZone }: Actor, t: LedgerWords) {
  if (!run || run.state === "done") return null;
  if (run.state === "failed")
    return { failed: t("balances.failed", { at: formatInstant(run.askedAt, timeZone, locale) }), running: null };
  const number = (value: number) => formatNumber(value, locale);
  const words = t(`balances.running.${run.total === 0 ? "waiting" : run.step}`, {
    done: number(run.done),
    total: number(run.total),
  });
  // Entries are the longest; what comes after them is the last tenth.
  const steps = { entries: run.total > 0 ? (run.done / run.total) * 0.9 : 0, sums: 0.9, costs: 0.95 };
  return { failed: null, running: { words, done: Math.round(steps[run.step] * 100), total: 100 } };
}

/** What the page shows of a check that goes on, or failed. */
export type RunView = ReturnType<typeof runView>;

/** What the page shows of a check. */
export type CheckView = ReturnType<typeof checkView>;

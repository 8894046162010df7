export {
  accountLines,
  LINES_PAGE,
  memberAccount,
  type AccountLine,
  type MonthRange,
  type Statement,
} from "./account-lines";
export { balancesOf, poolBalancesOf, type Balance, type BalanceFilter } from "./balances";
export { BOOK_ROLES, JOURNALS, type BookRole, type Journal } from "./books";
export { addAccount, chartOf, fits, mapAccounts, type Account } from "./chart";
export type { EntryLine, JournalEntry } from "./entries";
export { accountForm, PAID_ON, PAID_ON_STRUCTURES, paymentForm, reversalForm } from "./forms";
export { entriesAfter, entryOf, JOURNAL_PAGE, journalMonths, journalOf, type JournalFilter } from "./journal";
export { letterAutomatically, letterPostings, settleAccounts, undoLettering, type LetterProblem } from "./lettering";
export { openPeriodOf, periodsOf, type LedgerPeriod, type PeriodState } from "./periods";
export { postEntry, sealEntries, type NewEntry, type NewPosting, type PostedEntry } from "./post-entry";
export { recordPayment } from "./record-payment";
export { isReversible, reverseEntry, takeBack } from "./reverse-entry";
export { checkLedger, checkNow, crontab, lastCheck, parkedPools, tasks } from "./self-check";
export type { Fault, FaultKind, LedgerCheck } from "./self-check";
export { trialBalance } from "./trial-balance";
export { allEntries, fecOf, hledgerOf } from "./files";

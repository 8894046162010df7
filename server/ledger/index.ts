export {
  accountLines,
  LINES_PAGE,
  memberAccount,
  type AccountLine,
  type MonthRange,
  type Statement,
} from "./account-lines";
export { balancesOf, type Balance } from "./balances";
export { BOOK_ROLES, JOURNALS, type BookRole, type Journal } from "./books";
export { addAccount, chartOf, fits, mapAccounts, type Account } from "./chart";
export type { EntryLine, JournalEntry } from "./entries";
export { accountForm, PAID_ON, PAID_ON_STRUCTURES, paymentForm, reversalForm } from "./forms";
export { entriesAfter, entryOf, JOURNAL_PAGE, journalMonths, journalOf, type JournalFilter } from "./journal";
export { letterAutomatically, letterPostings, undoLettering } from "./lettering";
export { openPeriodOf, periodsOf, type LedgerPeriod } from "./periods";
export { postEntry, sealEntries, type NewEntry, type NewPosting, type PostedEntry } from "./post-entry";
export { reconciliation } from "./reconciled";
export { recordPayment } from "./record-payment";
export { isReversible, reverseEntry, takeBack } from "./reverse-entry";
export { askCheck, crontab, tasks, type CheckRun } from "./check-books";
export { AMOUNT_FAULTS, FAULT_KINDS, lastCheck, lastCheckOf, parkedPools } from "./self-check";
export type { LedgerCheck } from "./self-check";
export { trialBalance } from "./trial-balance";
export { unsettledOf, type Unsettled } from "./unsettled";
export { allEntries, fecOf, hledgerOf } from "./files";

export { balancesOf, poolBalancesOf, type Balance, type BalanceFilter } from "./balances";
export { BOOK_ROLES, JOURNALS, type BookRole, type Journal } from "./books";
export { letterAutomatically, letterPostings, settleAccounts, undoLettering, type LetterProblem } from "./lettering";
export { openPeriodOf, periodsOf, type LedgerPeriod, type PeriodState } from "./periods";
export { postEntry, sealEntries, type NewEntry, type NewPosting, type PostedEntry } from "./post-entry";
export { takeBack } from "./reverse-entry";
export { checkLedger, checkNow, crontab, lastCheck, parkedPools, tasks } from "./self-check";
export type { Fault, FaultKind, LedgerCheck } from "./self-check";

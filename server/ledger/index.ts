export { balancesOf, poolBalancesOf, type Balance, type BalanceFilter } from "./balances";
export { BOOK_ROLES, JOURNALS, type BookRole, type Journal } from "./books";
export { openPeriodOf, periodsOf, type LedgerPeriod, type PeriodState } from "./periods";
export { postEntry, sealEntries, type NewEntry, type NewPosting, type PostedEntry } from "./post-entry";
export { takeBack } from "./reverse-entry";

export { openPeriodOf, periodsOf, type LedgerPeriod, type PeriodState } from "./periods";

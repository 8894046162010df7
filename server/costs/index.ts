export * from "./pools";
export { bearByPole, stopBearing } from "./periods/bear-by-pole";
export { beginReview, usualReviewEnd } from "./periods/begin-review";
export { askClosing } from "./periods/ask-closing";
export { type Check } from "./periods/checks";
export { closePeriod } from "./periods/close-period";
export { decideDispute, type Decision } from "./periods/decide-dispute";
export { disputeOf } from "./periods/dispute-of";
export { fingerprint as manifestFingerprint, type Manifest } from "./periods/manifest";
export { lockPeriod } from "./periods/lock-period";
export { periodOverview, type PeriodOverview } from "./periods/period-overview";
export { periodsList } from "./periods/periods-list";
export { verifyMonth, type Differences } from "./periods/verify-month";
export { readManifest } from "./periods/read-manifest";
export { remindMembers } from "./periods/remind-members";
export { crontab, tasks } from "./tasks";
export { budgetsOf, type Budgets, type PoolBudget } from "./budget/budgets-of";
export { callsDue, type CallDue, type CallHeld, type CallsDue } from "./budget/calls-due";
export { callsMade, ownCalls, type CallMade, type OwnCall } from "./budget/calls-of";
export { sendCalls, type SendCallsProblem } from "./budget/send-calls";
export { setBudgets, type BudgetSet } from "./budget/set-budgets";
export { callFees, type CallFeesProblem } from "./fees/call-fees";
export { creditFee } from "./fees/credit-fee";
export { declareBudget, ownBudgets } from "./fees/declare-budget";
export { feesOf, type FeeCoverage, type FeeLine, type Fees, type YearScale } from "./fees/fees-of";
export { setFeeScale, type ScaleSet, type SetScaleProblem } from "./fees/set-scale";
export { fundingProof, notifyFunding, refuseFunding, type DecideFundingProblem } from "./fundings/decide-funding";
export { payFunding, undoFundingPayment } from "./fundings/pay-funding";
export { fundingOf, fundingsOf, type FundingDetails, type Fundings, type FundingSeen } from "./fundings/fundings-of";
export { type PoolPlan } from "./fundings/plan";
export { addFunding, editFunding, type FundingAsked, type WriteFundingProblem } from "./fundings/write-funding";
export { agreeStatement } from "./statements/agree-statement";
export type { StatementProblem } from "./statements/answer-statement";
export {
  addedParts,
  addsUp,
  centOf,
  isSimple,
  keyOf,
  stepsFor,
  type SharedPart,
  type ToldStep,
  type Unit,
} from "./statements/explain";
export { fileDispute } from "./statements/file-dispute";
export type { StatementKey } from "./statements/month";
export { madeOf, type MadeOf } from "./statements/made-of";
export { nettingOf, THE_POLE, type Netting } from "./statements/netting-of";
export { readStatement } from "./statements/read-statement";
export type {
  Dispute,
  LineAllocation,
  LineCharge,
  LineFunding,
  Statement,
  StatementLine,
} from "./statements/statement";
export { statementOf } from "./statements/statement-of";
export { statementsToRead, type StatementToRead } from "./statements/to-read";
export { withdrawDispute } from "./statements/withdraw-dispute";
export { fractionText, type Fraction } from "./fraction";
export type { Key, Measure, SimpleKey } from "./key";
export { declareReferences, type DeclaredReference } from "./overview/declare-references";
export { overviewOf, type CostsOverview, type MemberSeen, type PoolSeen } from "./overview/overview-of";
export { poolNamesOf } from "./overview/sums";
export { ownCosts, type OwnCosts, type OwnPool } from "./overview/own-costs";
export { whatIf, whatIfChoices, type SideBySide, type WhatIf, type WhatIfChoices } from "./what-if/what-if";
export type { Changes } from "./what-if/rules";
export { EXPENSE_ACCOUNTS, expenseWord, type ExpenseWord } from "./charges/accounts";
export { approvedCharges, type ApprovedCharge } from "./charges/approved-charges";
export { chargeOf, type ChargeSeen } from "./charges/charge-of";
export { chargeChoices, countWaitingCharges, type ChargeChoices } from "./charges/choices";
export {
  advancesOf,
  CHARGE_SORTS,
  chargesOf,
  type ChargeFilters,
  type ChargeList,
  type ChargeSort,
  type ListedCharge,
} from "./charges/charges-of";
export { correctCharge } from "./charges/correct-charge";
export { approveCharges, refuseCharge } from "./charges/decide-charges";
export { AdvanceForm, ChargeForm, CorrectionForm, RecurringForm } from "./charges/forms";
export {
  chargeImportOf,
  confirmChargeImport,
  MAX_CHARGE_LINES,
  previewCharges,
  type ChargeImport,
} from "./charges/import-charges";
export { CHARGE_COLUMNS, type ChargeCellProblem, type ChargeColumn, type PlannedCharge } from "./charges/import-rules";
export { type ChargeProblem } from "./charges/problems";
export { addProofs, proofFile, removeProof, sayWithoutProof, type ProofIn } from "./charges/proofs";
export { addRecurring, recurringOf, stopRecurring, type RecurringSeen } from "./charges/recurring";
export { CHARGE_STATES, NATURES, readMoney, type ChargeState } from "./charges/rules";
export { editCharge, enterCharge, removeCharge, type ChargeIn } from "./charges/write-charge";

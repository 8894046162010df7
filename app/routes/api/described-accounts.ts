import type { ApiRoute } from "~/http/api";
import { loader as costsAgreement } from "./costs-agreement";
import { loader as costsCharge } from "./costs-charge";
import { loader as costsChargeApproval } from "./costs-charge-approval";
import { loader as costsChargeCorrection } from "./costs-charge-correction";
import { loader as costsChargeRefusal } from "./costs-charge-refusal";
import { loader as costsCharges } from "./costs-charges";
import { loader as costsClosing } from "./costs-closing";
import { loader as costsDisputeDecision } from "./costs-dispute-decision";
import { loader as costsDisputeWithdrawal } from "./costs-dispute-withdrawal";
import { loader as costsDisputes } from "./costs-disputes";
import { loader as costsLock } from "./costs-lock";
import { loader as costsMeasures } from "./costs-measures";
import { loader as costsMonths } from "./costs-months";
import { loader as costsNetting } from "./costs-netting";
import { loader as costsPool } from "./costs-pool";
import { loader as costsPoolArchived } from "./costs-pool-archived";
import { loader as costsPoolKey } from "./costs-pool-key";
import { loader as costsPoolKeyPreview } from "./costs-pool-key-preview";
import { loader as costsPoolKeys } from "./costs-pool-keys";
import { loader as costsPools } from "./costs-pools";
import { loader as costsReading } from "./costs-reading";
import { loader as costsReadingValidation } from "./costs-reading-validation";
import { loader as costsReadings } from "./costs-readings";
import { loader as costsReview } from "./costs-review";
import { loader as costsStatement } from "./costs-statement";
import { loader as costsBudgets } from "./costs-budgets";
import { loader as costsCalls } from "./costs-calls";
import { loader as costsCallsPreview } from "./costs-calls-preview";
import { loader as costsFundings } from "./costs-fundings";
import { loader as costsFunding } from "./costs-funding";
import { loader as costsFundingDecision } from "./costs-funding-decision";
import { loader as costsFundingPayment } from "./costs-funding-payment";
import { loader as costsFees } from "./costs-fees";
import { loader as costsFeesScale } from "./costs-fees-scale";
import { loader as costsFeesCall } from "./costs-fees-call";
import { loader as costsDeclaredBudgets } from "./costs-declared-budgets";
import { loader as costsMonth } from "./costs-month";
import { loader as costsManifest } from "./costs-manifest";
import { loader as costsWhatIf } from "./costs-what-if";
import { loader as costsRecurringCharges } from "./costs-recurring-charges";
import { loader as costsRecurringCharge } from "./costs-recurring-charge";
import { loader as ledgerAccountLines } from "./ledger-account-lines";
import { loader as ledgerAccounts } from "./ledger-accounts";
import { loader as ledgerBalances } from "./ledger-balances";
import { loader as ledgerCheck } from "./ledger-check";
import { loader as ledgerEntries } from "./ledger-entries";
import { loader as ledgerEntry } from "./ledger-entry";
import { loader as ledgerFiles } from "./ledger-files";
import { loader as ledgerLettering } from "./ledger-lettering";
import { loader as ledgerLetterings } from "./ledger-letterings";
import { loader as ledgerPayments } from "./ledger-payments";
import { loader as ledgerReversal } from "./ledger-reversal";
import { loader as ledgerRoles } from "./ledger-roles";
import { loader as ledgerStructureAccount } from "./ledger-structure-account";
import { loader as ledgerStructureLettering } from "./ledger-structure-lettering";

/** The routes of shared costs and of the books, in the order of app/routes.ts (see described.ts). */
export function accounts(): ApiRoute[] {
  return [
    costsMonths,
    costsReview,
    costsLock,
    costsClosing,
    costsStatement,
    costsAgreement,
    costsDisputes,
    costsDisputeWithdrawal,
    costsDisputeDecision,
    costsNetting,
    costsPools,
    costsPool,
    costsPoolArchived,
    costsPoolKeys,
    costsPoolKeyPreview,
    costsPoolKey,
    costsMeasures,
    costsReadings,
    costsReading,
    costsReadingValidation,
    costsBudgets,
    costsCalls,
    costsCallsPreview,
    costsFundings,
    costsFunding,
    costsFundingDecision,
    costsFundingPayment,
    costsFees,
    costsFeesScale,
    costsFeesCall,
    costsDeclaredBudgets,
    costsMonth,
    costsManifest,
    costsWhatIf,
    costsRecurringCharges,
    costsRecurringCharge,
    costsCharges,
    costsCharge,
    costsChargeApproval,
    costsChargeRefusal,
    costsChargeCorrection,
    ledgerEntries,
    ledgerEntry,
    ledgerReversal,
    ledgerPayments,
    ledgerAccounts,
    ledgerAccountLines,
    ledgerRoles,
    ledgerBalances,
    ledgerStructureAccount,
    ledgerStructureLettering,
    ledgerLetterings,
    ledgerLettering,
    ledgerCheck,
    ledgerFiles,
  ];
}

/**
 * What things are bought for, in plain words, with their account (règlement ANC 2018-06, 2014-03): the words are the
 * messages `costsCharges.account`. A pool's own account is added where it is another one.
 */
export const EXPENSE_ACCOUNTS = [
  { account: "6132", word: "rent" },
  { account: "614", word: "service_charges" },
  { account: "6061", word: "energy" },
  { account: "6063", word: "small_equipment" },
  { account: "6064", word: "office" },
  { account: "6068", word: "supplies" },
  { account: "607", word: "food" },
  { account: "604", word: "services" },
  { account: "611", word: "subcontracting" },
  { account: "6135", word: "hire" },
  { account: "615", word: "maintenance" },
  { account: "616", word: "insurance" },
  { account: "618", word: "documentation" },
  { account: "621", word: "staff_lent" },
  { account: "622", word: "fees" },
  { account: "623", word: "communication" },
  { account: "625", word: "travel" },
  { account: "626", word: "telephone" },
  { account: "627", word: "bank" },
  { account: "635", word: "taxes" },
  { account: "641", word: "salary" },
  { account: "645", word: "social_charges" },
  { account: "651", word: "software" },
] as const;

export type ExpenseWord = (typeof EXPENSE_ACCOUNTS)[number]["word"];

/** The plain word of an account: of itself, or of the closest one above it (60611 is energy). Null when none is. */
export function expenseWord(account: string): ExpenseWord | null {
  const close = EXPENSE_ACCOUNTS.filter((one) => account.startsWith(one.account));
  return close.toSorted((a, b) => b.account.length - a.account.length)[0]?.word ?? null;
}

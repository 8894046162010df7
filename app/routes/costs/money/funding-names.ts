/** The fields of a request for funding, in the order of the form. */
export const FUNDING_FIELDS = [
  "poolId",
  "funder",
  "label",
  "public",
  "rate",
  "ceiling",
  "startsOn",
  "endsOn",
  "accounts",
] as const;
export type FundingField = (typeof FUNDING_FIELDS)[number];

/** As it was typed. */
export type FundingTyped = Readonly<Record<FundingField, string>>;
export type FundingWrong = Partial<
  Record<
    FundingField,
    "required" | "too_long" | "pool" | "rate" | "amount" | "positive" | "day" | "reversed" | "accounts"
  >
>;

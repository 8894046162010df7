/** How many bands the form has room for. */
export const BANDS = 8;

export interface ScaleTyped {
  readonly basis: string;
  readonly bands: readonly { readonly upTo: string; readonly amount: string }[];
  readonly poolId: string;
  readonly decided: string;
  readonly dueOn: string;
}

/** What is wrong, by the id of the field. */
export type ScaleWrong = Readonly<Record<string, "amount" | "upTo" | "day">>;

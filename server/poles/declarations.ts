/** What a structure says of itself: of the social economy, of work integration, of fair trade; under the law of public buyers. */
export const DECLARATIONS = ["ess", "integration", "fairTrade", "publicBuyer"] as const;
export type Declaration = (typeof DECLARATIONS)[number];
export type Declared = Readonly<Record<Declaration, boolean>> & {
  /** The address of a public buyer's own platform; empty where it has none, or is none. */
  readonly buyerProfile: string;
};

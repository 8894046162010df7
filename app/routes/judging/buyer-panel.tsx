import { StandingCard } from "~/routes/needs/standing-card";
import type { BuyerPanelView } from "./buyer-panel-view";

/** Where a need stands for who buys, runs the pôle or judges: how many answers are in, what comes next, what to read. */
export function BuyerPanel({ panel }: { panel: BuyerPanelView }) {
  return <StandingCard id="suivi" standing={panel} />;
}

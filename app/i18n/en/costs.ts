import type fr from "../fr/costs";
import type { Same } from "../same";

const costs: Same<typeof fr> = {
  title: "Accounts",
  section: "Accounts",
  lead: "What the pôle shares, month by month.",
  months: "Months",
  state: { open: "Open", review: "In review", locked: "Locked", closed: "Closed" },
  empty: {
    title: "Nothing is shared yet",
    text: "The first month begins with its first charge.",
  },
  nav: {
    overview: "Overview",
  },
};
export default costs;

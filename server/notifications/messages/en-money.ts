import type { frMoney } from "./fr-money";

/** The words of mails that ask for money. */
export const enMoney: typeof frMoney = {
  calls: {
    subject: "Provisional call: {amount} before {due}",
    title: "A provisional call for {structure}.",
    intro: "The pôle calls in advance {structure}'s share of the common expenses. It is to be paid before {due}.",
    action: "See the calls",
    after:
      "It is an advance: when the month closes it is compared with what was really spent, and the difference is given back or asked for. What of it is not paid by then is part of the month's statement: pay once.",
  },
  fee: {
    subject: "Membership fee {year}: {amount} before {due}",
    title: "The {year} membership fee of {structure}.",
    intro: "The pôle's {year} scale gives {amount} for {structure}. It is to be paid before {due}.",
    action: "See how it is worked out",
    after: "If it is not paid when the month is locked, it is part of its statement: pay once.",
  },
  structure: "Structure",
  amount: "Fee",
  total: "To pay",
  due: "Before",
  decided: "Decided by",
};

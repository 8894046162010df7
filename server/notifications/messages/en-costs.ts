import type { frCosts } from "./fr-costs";

/** The words of mails about shared costs. */
export const enCosts: typeof frCosts = {
  ready: {
    subject: "Your statement for {month} is ready",
    title: "Your statement is ready.",
    intro: "The statement of {structure} for {month} is in review. Every amount opens onto what it is made of.",
    action: "Read the statement",
    after:
      "Is everything right? Say so in one press. Does an amount surprise you? Dispute it: it waits apart, and the rest goes on.",
  },
  reminder: {
    subject: "To read before the review ends: your statement for {month}",
    title: "Your statement is waiting.",
    intro: "The statement of {structure} for {month} has not been read yet.",
    action: "Read the statement",
    after: "After that date the review ends by itself, and the statement is taken as read.",
  },
  changed: {
    subject: "Your statement for {month} has changed",
    title: "Your statement has changed.",
    intro:
      "The statement of {structure} for {month} is no longer the one you were sent: a charge, a decision or a reading came since. Read it again before the review ends.",
    action: "Read it again",
    after: "Is everything right? Say so in one press. Does an amount surprise you? Dispute it: it waits apart.",
  },
  filed: {
    subject: "A share is disputed: {pool}, {structure}",
    title: "A share is disputed.",
    intro: "{structure} disputes a share of {pool} for {month}. Its amount waits apart; the rest is due.",
    action: "See the statement",
    after: "Answer from the month's page: give back all, a part, or keep the amount.",
  },
  upheld: {
    subject: "Your dispute is accepted: {pool}, {month}",
    title: "You are right.",
    intro:
      "{structure} disputed a share of {pool} for {month}. That amount is given back to you, and shared again among the others.",
    action: "See the statement",
    after: "The credit is on the statement of the month that is being closed.",
  },
  adjusted: {
    subject: "Your dispute is accepted in part: {pool}, {month}",
    title: "You are right for a part.",
    intro: "{structure} disputed a share of {pool} for {month}. Part of it is given back to you, the rest is due.",
    action: "See the statement",
    after: "The credit is on the statement of the month that is being closed.",
  },
  rejected: {
    subject: "Your dispute is not accepted: {pool}, {month}",
    title: "The amount stands.",
    intro: "{structure} disputed a share of {pool} for {month}. Once checked, this share stays due.",
    action: "See the statement",
    after: "A question? Talk to the person who keeps the pôle's accounts.",
  },
  structure: "Structure",
  number: "Statement",
  until: "To read before",
  pool: "Pool",
  disputed: "Amount disputed",
  granted: "Amount given back",
  reason: "Why",
  decision: "The pôle's answer",
};

import type { frAdvances } from "./fr-advances";

/** The words of mails about what members advanced for the pôle. */
export const enAdvances: typeof frAdvances = {
  "advance-approved": {
    subject: "Advance accepted: {label}, {amount}",
    title: "Your advance is accepted.",
    intro: "The pôle has accepted {label}, {amount}. It will be taken off what your structure owes for {month}.",
    action: "See the advance",
    after: "There is nothing else for you to do.",
  },
  "advance-refused": {
    subject: "Advance to look at again: {label}, {amount}",
    title: "Your advance was not accepted.",
    intro: "The pôle has not accepted {label}, {amount}, and says why.",
    action: "Put it right or delete it",
    after: "Once it is right, declare it again: it will be looked at as others are.",
  },
  document: "Document",
  reason: "Why",
  number: "Number",
};

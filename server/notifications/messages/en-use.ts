import type { frUse } from "./fr-use";

export const enUse: typeof frUse = {
  checkIn: "Say that you are here, when the time comes (without signing in)",
  "no-show": {
    subject: "Slot given to others: {resource}, {period}",
    title: "The slot is given to others.",
    intro:
      "Nobody said in time that they were here for {resource}, {period}. We gave the slot back, so that others can use it.",
    action: "Book again",
    after: "You were there? Next time, scan the code on the door when you arrive: one press is enough.",
  },
  "incident-reported": {
    subject: "Problem reported: {resource}",
    title: "A problem is reported on {resource}.",
    intro: "{person} ({structure}) reported it on {instant}.",
    action: "See the incident",
    after: "Plan a maintenance if it must stop: people affected will be told, with alternatives.",
    afterStopped:
      "Nobody can book it until you answer. The incident's page lets it be used again with one press, or plans a maintenance.",
  },
  "incident-lifted": {
    subject: "In use again: {resource}, {period}",
    title: "{resource} can be used again.",
    intro: "Your booking, {period}, holds: there is nothing to do.",
    action: "See the booking",
    after: "",
  },
  "incident-affected": {
    subject: "Your booking has to move: {resource}, {period}",
    title: "{resource} cannot be used.",
    intro: "A problem stops {resource} until {until}. Your booking, {period}, has to move.",
    action: "Choose an alternative",
    after: "You can also keep it, if you think that it will be mended in time: nothing is cancelled without you.",
    alternative: "{resource}, {period}",
    none: "We found nothing similar for now.",
    proposals: "What comes closest",
  },
  "incident-closed": {
    subject: "Problem solved: {resource}",
    title: "The problem is solved.",
    intro: "What you had reported on {resource} is solved. Thank you for saying so.",
    action: "See what was done",
    after: "",
  },
  resource: "Resource",
  when: "When",
  what: "What is reported",
  usable: "Can still be used",
  yes: "yes",
  no: "no",
  blocked: "Stopped",
  until: "until {instant}",
  done: "What was done",
  somebody: "Somebody",
};

import type fr from "../fr/need-alerts";
import type { Same } from "../same";

/** Searches that people keep among needs, and their mails. */
const needAlerts: Same<typeof fr> = {
  title: "My alerts",
  lead: "What you look for among needs: we write to you when a structure asks for it.",
  follow: "Tell me of new ones",
  all: "My alerts",
  new: "New alert",
  newLead:
    "Say what you look for. Needs that are open already are in the list; we will write to you about the next ones.",
  none: "You have no alert yet",
  noneText: "Keep a search: a trade, a place, a word. You will be told by e-mail, without coming back to look.",
  qHint: "Leave it empty to be told of everything.",
  where: "From where",
  when: "When to tell you",
  frequency: { immediate: "At once", weekly: "Once a week", never: "Never" },
  frequencyHint: {
    immediate: "As soon as a need is published.",
    weekly: "On Monday mornings, all in one e-mail. Nothing when there is nothing new.",
  },
  told: { immediate: "E-mail at once", weekly: "E-mail on Mondays", never: "No e-mail" },
  name: "Name of the alert",
  nameHint: "To know it by in your e-mails.",
  save: "Save",
  keep: "Keep this alert",
  see: "See the needs",
  edit: "Change",
  remove: "Delete this alert",
  removeSure: "The search will be forgotten, and its e-mails will stop.",
  removeYes: "Delete",
  quoted: "“{words}”",
  notReserved: "Reserved for nobody",
  everything: "All needs",
  wrong: { required: "Give this alert a name.", too_long: "80 characters at most." },
  problems: {
    too_many_searches: "You keep {most} alerts here already. Delete one, or widen another.",
  },
  others: "The other e-mails about needs",
  othersLabel: "Write to me about",
  othersAlways:
    "What is of consequence is always written: a need that changes or is cancelled, answers to open, a clarification asked for, your letter.",
  othersSave: "Save this choice",
  topic: {
    reminders: "Reminders",
    questions: "Questions and their answers",
    groups: "Groups",
    receipts: "Receipts",
  },
  topicHint: {
    reminders: "An answer begun and not handed in, two days before the closing; a need that was met, to say so.",
    questions: "Those about your needs, and what the buyer answers to those who answer.",
    groups: "A structure proposes to answer together, or answers your proposal.",
    receipts: "Number, time and fingerprint of what your structure hands in.",
  },
  stop: {
    title: "Stop this alert?",
    text: "You will get no more e-mails for “{name}”. You can take it up again in “My alerts”.",
    stop: "No more of these e-mails",
    done: "It is stopped",
    doneText: "No more e-mails will leave for “{name}”. To take it up again, open “My alerts”.",
    gone: "This alert no longer exists",
    goneText: "It was deleted, or the address is not whole. Either way, it sends nothing any more.",
    needs: "See the needs open to all structures",
  },
};

export default needAlerts;

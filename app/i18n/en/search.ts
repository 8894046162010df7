import type { Same } from "../same";
import type fr from "../fr/search";

const search: Same<typeof fr> = {
  approval: {
    badge: "On approval",
    by: "{who} answers by {instant} at the latest.",
    needed:
      "This booking needs the agreement of {who}, who answers by {instant} at the latest. Until then the slot is kept for you; without an answer it is given back, and nothing is due.",
    title: "Request the booking",
    book: "Request",
    send: "Request the booking",
    sending: "Sending the request…",
  },
  features: { legend: "With", accessible: "Step-free access" },
  nextSessions: "Next training sessions",
  overQuota: {
    title: "Free, but your structure has taken its share",
    badge: "Quota reached",
    see: "See its week",
  },
  unitsFree: "{free, plural, one {# free} other {# free}} of {total}",
  pole: {
    title: "The pôle's bookings",
    lead: "All that is booked, whatever it is and by whom; to filter, to take away.",
    filters: "Filter the bookings",
    from: "From",
    to: "To",
    structure: "Structure",
    everyStructure: "Every structure",
    resource: "Resource",
    everyResource: "Every resource",
    state: "State",
    everyState: "Every state",
    q: "Resource, structure",
    submit: "Filter",
    clear: "Clear all",
    empty: "No booking answers to that",
    emptyText: "Widen the dates, or clear a filter.",
    next: "The next ones",
    first: "Back to the beginning",
  },
  noSession: "No session",
  barred: {
    slot: "Not for you",
    day: "Your structure does not book it",
  },
  move: { what: "What" },
  drag: {
    moving: "Moving…",
    stayed: "Your booking stayed where it was.",
    otherwise: "Look for another slot for it",
  },
  asked: {
    counting: "Working out the price…",
    changed: "What you ask for has changed: its price is {price}.",
    changedText: "Nothing is booked yet. Read it again, then confirm if it suits you.",
    explain:
      "If you change the day, the time, the number or the kilometres, ask for the new price first: you then confirm what you see.",
    recalculate: "Work out the price",
  },
};

export default search;

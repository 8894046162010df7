import type fr from "../fr/blockings";
import type { Same } from "../same";

const blockings: Same<typeof fr> = {
  title: "Blocked times of “{name}”",
  lead: "A time in which nobody books: building work, maintenance, kept for somebody. Bookings already made stay.",
  coming: "To come",
  none: "Nothing is blocked",
  noneText: "Whatever is open can be booked.",
  add: "Block a time",
  submit: "Block",
  kind: "Why",
  kinds: {
    closed: "Closed",
    maintenance: "Under maintenance",
    reserved: "Kept",
    imported: "Taken in another calendar",
  },
  from: "From",
  fromHour: "Starting at",
  to: "To",
  toHour: "Until",
  wholeDays: "Without hours, whole days; without a second day, that day alone.",
  reason: "More",
  which: "Which",
  units: "Some units only",
  unitsHint: "None ticked: all of them.",
  except: "Except for",
  exceptHint: "These structures book all the same.",
  excepted: "Except {names}",
  remove: "Remove",
  removeOf: "Remove the blocked time, {period}",
  met: "{count, plural, one {One booking falls in this time} other {# bookings fall in this time}}",
  metText: "They stay. Open them to move or cancel them, and to tell their people.",
};
export default blockings;

import type fr from "../fr/settings";
import type { Same } from "../same";

const settings: Same<typeof fr> = {
  title: "Settings of the pôle",
  lead: "What holds for the whole pôle. Bookings already made stay, even on a day that closes.",
  bank: "Public holidays",
  bankZone: "Where the pôle is",
  bankHint: "Public holidays differ: Alsace-Moselle has two more, each overseas territory its own.",
  bankFollowers:
    "{count, plural, =0 {Nothing closes on public holidays for now.} one {One resource closes on public holidays.} other {# resources close on public holidays.}}",
  bankNext: "The next ones: {days}.",
  school: "School holidays",
  schoolZone: "School zone",
  schoolHint: "Corsica and the overseas territories have calendars of their own: choose “None”.",
  none: "None",
  zone: "Zone {zone}: {academies}",
  schoolFollowers:
    "{count, plural, =0 {Nothing closes during school holidays for now.} one {One resource closes during school holidays.} other {# resources close during school holidays.}}",
  schoolKnown: "The official calendar is known until {day}. Beyond that nothing closes yet.",
  where: "Each resource says in its rules whether it closes on those days.",
};
export default settings;

import type fr from "../fr/exports";
import type { Same } from "../same";

const exports: Same<typeof fr> = {
  link: "Export (CSV)",
  files: { bookings: "bookings", catalogue: "catalogue", structures: "structures", people: "people" },
  columns: {
    day: "Day",
    start: "Start",
    lastDay: "Last day",
    end: "End",
    resource: "Name",
    place: "Place",
    structure: "Structure",
    person: "Person",
    title: "Purpose",
    attendees: "Attendees",
    quantity: "Quantity",
    state: "State",
    amount: "Amount (€)",
    kind: "Kind",
    address: "Address",
    town: "Town",
    capacity: "Capacity",
    units: "Units",
    hours: "Opening hours",
    features: "Features",
    hourPrice: "Hourly price (€)",
    activity: "Activity",
    membership: "Place in the pôle",
    since: "Since",
    until: "Until",
    people: "People",
    email: "E-mail",
    role: "Role",
  },
};
export default exports;

import type { Same } from "../../same";
import type fr from "../../fr/kinds/equipment";

const equipment: Same<typeof fr> = {
  one: "Equipment",
  many: "Equipment",
  found: "{count, plural, =0 {No equipment} one {# piece of equipment} other {# pieces of equipment}}",
  foundArchived:
    "{count, plural, =0 {No archived equipment} one {# archived piece of equipment} other {# archived pieces of equipment}}",
  add: "Add equipment",
  addLead: "It can be booked as soon as it is saved. Everything can change later.",
  choose: "Projectors, tools, a trailer, tents: one or several alike, or a kit.",
  free: "When is it free?",
  gone: "This equipment is not shared any more.",
  itself: "The equipment",
  nameHint: "What you call it: “Projectors”.",
  archived: "Archived",
  closed: "Closed for now",
  open: "Open {hours}.",
  openAlways: "Available day and night, every day.",
  neverOpen: "Closed for now: no opening hours are given.",
  units: "{count, plural, one {# unit} other {# units}}",
  unitsLabel: "Units",
  unitName: "No. {number}",
  attributes: {
    model: {
      label: "Make and model",
      note: "",
      hint: "",
      value: "{value}",
    },
    size: {
      label: "Size",
      note: "",
      hint: "“3 × 6 m”, “2.5 m long”.",
      value: "{value}",
    },
    weight: {
      label: "Weight",
      note: "(in kg)",
      hint: "",
      value: "{value} kg",
    },
    power: {
      label: "Power",
      note: "",
      hint: "“230 V”, “18 V battery”.",
      value: "{value}",
    },
  },
};
export default equipment;

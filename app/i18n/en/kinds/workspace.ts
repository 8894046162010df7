import type { Same } from "../../same";
import type fr from "../../fr/kinds/workspace";

const workspace: Same<typeof fr> = {
  one: "Workspace",
  many: "Workspaces",
  found: "{count, plural, =0 {No workspace} one {# workspace} other {# workspaces}}",
  foundArchived: "{count, plural, =0 {No archived workspace} one {# archived workspace} other {# archived workspaces}}",
  add: "Add a workspace",
  addLead: "It can be booked as soon as it is saved. Everything can change later.",
  choose: "An office or a desk, by the half day or the day.",
  free: "When is it free?",
  gone: "This workspace is not shared any more.",
  itself: "The workspace",
  nameHint: "What you call it: “Mezzanine desks”.",
  archived: "Archived",
  closed: "Closed for now",
  open: "Open {hours}.",
  openAlways: "Available day and night, every day.",
  neverOpen: "Closed for now: no opening hours are given.",
  units: "{count, plural, one {# desk} other {# desks}}",
  unitsLabel: "Desks",
  unitName: "Desk {number}",
  accessible: "Step-free",
  accessibleHint: "One comes in and moves around without a step, in a wheelchair too.",
  accessibleNote: "door 93 cm wide",
  attributes: {
    sort: {
      label: "Sort",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        desk: "shared desk",
        "fixed-desk": "own desk",
        office: "closed office",
        booth: "phone booth",
      },
    },
    surface: {
      label: "Floor area",
      note: "(in m²)",
      hint: "",
      value: "{value} m²",
    },
    floor: {
      label: "Floor",
      note: "",
      hint: "0: ground floor, −1: basement.",
      value:
        "{below, plural, =0 {{value, plural, =0 {ground floor} =1 {1st floor} =2 {2nd floor} =3 {3rd floor} other {#th floor}}} =1 {basement} other {basement, level #}}",
    },
  },
};
export default workspace;

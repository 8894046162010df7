import type { Same } from "../../same";
import type fr from "../../fr/kinds/room";

const room: Same<typeof fr> = {
  one: "Room",
  many: "Rooms",
  found: "{count, plural, =0 {No room} one {# room} other {# rooms}}",
  foundArchived: "{count, plural, =0 {No archived room} one {# archived room} other {# archived rooms}}",
  add: "Add a room",
  addLead: "It can be booked as soon as it is saved. Everything can change later.",
  choose: "To meet, to teach, to receive.",
  free: "When is it free?",
  gone: "This room is not shared any more.",
  itself: "The room",
  nameHint: "What you call it: “Press Room”.",
  archived: "Archived",
  closed: "Closed for now",
  capacity: "{count, plural, one {# seat} other {# seats}}",
  capacityLabel: "Seats",
  capacityHint: "Sitting, at most.",
  capacityFact: "at most",
  accessible: "Step-free",
  accessibleHint: "One comes in and moves around without a step, in a wheelchair too.",
  accessibleNote: "door 93 cm wide",
  open: "Open {hours}.",
  openAlways: "Open day and night, every day.",
  neverOpen: "Closed for now: no opening hours are given.",
  attributes: {
    surface: { label: "Floor area", note: "(in m²)", hint: "", value: "{value} m²" },
    ceiling: { label: "Ceiling", note: "(in m)", hint: "", value: "{value} m ceiling" },
    floor: {
      label: "Floor",
      note: "",
      hint: "0: ground floor, −1: basement.",
      value:
        "{below, plural, =0 {{value, plural, =0 {ground floor} =1 {1st floor} =2 {2nd floor} =3 {3rd floor} other {#th floor}}} =1 {basement} other {basement, level #}}",
    },
    layouts: {
      label: "Possible layouts",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        table: "around one table",
        horseshoe: "horseshoe",
        classroom: "classroom",
        theatre: "theatre",
        islands: "islands",
        empty: "empty, without tables",
      },
    },
  },
};
export default room;

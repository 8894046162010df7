import type { Same } from "../../same";
import type fr from "../../fr/kinds/software";

const software: Same<typeof fr> = {
  one: "Software",
  many: "Software",
  found: "{count, plural, =0 {No software} one {# piece of software} other {# pieces of software}}",
  foundArchived:
    "{count, plural, =0 {No archived software} one {# archived piece of software} other {# archived pieces of software}}",
  add: "Add software",
  addLead: "It can be booked as soon as it is saved. Everything can change later.",
  choose: "Seats of a licence bought together.",
  free: "When are seats left?",
  gone: "This software is not shared any more.",
  itself: "The software",
  nameHint: "What you call it: “Accounts for associations”.",
  archived: "Archived",
  closed: "Closed for now",
  open: "Open {hours}.",
  openAlways: "Available day and night, every day.",
  neverOpen: "Closed for now: no opening hours are given.",
  units: "{count, plural, one {# seat} other {# seats}}",
  unitsLabel: "Seats",
  unitName: "Seat {number}",
  attributes: {
    publisher: {
      label: "Publisher",
      note: "",
      hint: "",
      value: "{value}",
    },
    platform: {
      label: "Works on",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        browser: "browser",
        windows: "Windows",
        mac: "Mac",
        linux: "Linux",
        phone: "telephone",
      },
    },
    hosting: {
      label: "Data kept",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        france: "data in France",
        europe: "data in Europe",
        elsewhere: "data outside Europe",
        own: "data on our premises",
      },
    },
    link: {
      label: "Address of the service",
      note: "",
      hint: "",
      value: "{value}",
    },
  },
};
export default software;

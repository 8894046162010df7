import type { Same } from "../../same";
import type fr from "../../fr/kinds/training";

const training: Same<typeof fr> = {
  one: "Training course",
  many: "Training courses",
  found: "{count, plural, =0 {No training course} one {# training course} other {# training courses}}",
  foundArchived:
    "{count, plural, =0 {No archived training course} one {# archived training course} other {# archived training courses}}",
  add: "Add a training course",
  addLead: "It can be booked as soon as it is saved. Everything can change later.",
  choose: "Places at dated sessions.",
  free: "On which dates?",
  gone: "This course is not offered any more.",
  itself: "The course",
  nameHint: "What you call it: “First aid”.",
  archived: "Archived",
  closed: "Closed for now",
  open: "Open {hours}.",
  openAlways: "Available day and night, every day.",
  neverOpen: "Closed for now: no opening hours are given.",
  units: "{count, plural, one {# place a session} other {# places a session}}",
  unitsLabel: "Places a session",
  unitName: "Place {number}",
  accessible: "Step-free",
  accessibleHint: "One comes in and moves around without a step, in a wheelchair too.",
  accessibleNote: "door 93 cm wide",
  attributes: {
    trainer: {
      label: "Trainer",
      note: "",
      hint: "",
      value: "{value}",
    },
    level: {
      label: "Level",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        everybody: "for everybody",
        beginner: "beginners",
        practised: "practised",
        expert: "experts",
      },
    },
    format: {
      label: "Form",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        "on-site": "on site",
        remote: "remote",
        both: "on site and remote",
      },
    },
    prerequisites: {
      label: "Prerequisites",
      note: "",
      hint: "",
      value: "prerequisites: {value}",
    },
    certificate: {
      label: "Certificate",
      note: "",
      hint: "",
      value: "{value}",
    },
  },
};
export default training;

import type { Same } from "../../same";
import type fr from "../../fr/kinds/pooled-job";

const pooledJob: Same<typeof fr> = {
  one: "Pooled job",
  many: "Pooled jobs",
  found: "{count, plural, =0 {No pooled job} one {# pooled job} other {# pooled jobs}}",
  foundArchived:
    "{count, plural, =0 {No archived pooled job} one {# archived pooled job} other {# archived pooled jobs}}",
  add: "Add a pooled job",
  addLead: "It can be booked as soon as it is saved. Everything can change later.",
  choose: "One person who works for several structures, at cost.",
  free: "When is it possible?",
  gone: "This job is not shared any more.",
  itself: "The job",
  nameHint: "The trade, without anybody's name: “Accountant”.",
  archived: "Archived",
  closed: "Closed for now",
  open: "Open {hours}.",
  openAlways: "Available day and night, every day.",
  neverOpen: "Closed for now: no opening hours are given.",
  attributes: {
    trade: {
      label: "Trade",
      note: "",
      hint: "",
      value: "{value}",
    },
    employer: {
      label: "Employer",
      note: "",
      hint: "",
      value: "employed by {value}",
    },
    skills: {
      label: "Skills",
      note: "",
      hint: "",
      value: "{value}",
    },
    workplace: {
      label: "Workplace",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        "on-site": "at your place",
        remote: "remote",
        both: "at your place or remote",
      },
    },
  },
};
export default pooledJob;

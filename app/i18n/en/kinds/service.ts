import type { Same } from "../../same";
import type fr from "../../fr/kinds/service";

const service: Same<typeof fr> = {
  one: "Service",
  many: "Services",
  found: "{count, plural, =0 {No service} one {# service} other {# services}}",
  foundArchived: "{count, plural, =0 {No archived service} one {# archived service} other {# archived services}}",
  add: "Add a service",
  addLead: "It can be booked as soon as it is saved. Everything can change later.",
  choose: "Meals of the canteen, coffee, cleaning: alone, or with a booking.",
  free: "When is it possible?",
  gone: "This service is not offered any more.",
  itself: "The service",
  nameHint: "What you call it: “Canteen meals”.",
  archived: "Archived",
  closed: "Closed for now",
  open: "Open {hours}.",
  openAlways: "Available day and night, every day.",
  neverOpen: "Closed for now: no opening hours are given.",
  units: "{count, plural, one {# at a time} other {# at a time}}",
  unitsLabel: "How many at a time",
  unitName: "No. {number}",
  attributes: {
    sort: {
      label: "Sort",
      note: "",
      hint: "",
      value: "{value}",
      options: {
        meals: "meals",
        reception: "reception",
        cleaning: "cleaning",
        delivery: "delivery",
        other: "another service",
      },
    },
    detail: {
      label: "What it includes",
      note: "",
      hint: "“Starter, main course, dessert, water and bread”.",
      value: "{value}",
    },
  },
};
export default service;

import type fr from "../fr/costs-what-if";
import type { Same } from "../same";

export default {
  genreHint: "Choose, then simulate: the fields of the key appear, filled in with today's.",
  fillKey: "Complete the key below, then simulate.",
  tooMany:
    "More than sixty organisations take part in this pool: a part for each does not fit here. Try it from the pool's page, “Change the key”, which also shows what it would have given.",
  joinsHint: "It takes part in the same pools and weighs the same, but for what you say below.",
  from: "Came on",
  fromHint: "Empty: there as long as the other.",
  until: "Left on",
  untilHint: "Its last day. Empty: absent from the beginning. Its use is counted in proportion to its days.",
  ownMeasures: "The measures of this new member",
  ownMeasuresHint: "What you leave empty is taken from the member it resembles.",
  own: {
    fte: "Full-time equivalents",
    headcount: "Headcount",
    surface: "Surface, in m²",
    minutes: "Hours booked a month",
    kilometres: "Kilometres a month",
    hours: "Validated hours a month",
    seats: "Seats a month",
    meals: "Meals a month",
    weight: "Fixed share (tantièmes)",
  },
} satisfies Same<typeof fr>;

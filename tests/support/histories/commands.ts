import fc from "fast-check";

/** Resources of the histories, by name. */
export const NAMES = ["pressoir", "haute", "jardin", "cour", "veille", "projectors", "etang", "kit", "cafe"] as const;
export type Name = (typeof NAMES)[number];

/** Who asks, each for a structure of their own. */
export const ASKERS = ["employee", "owner", "partner"] as const;
export type Asker = (typeof ASKERS)[number];

/** When, in half-hours of a grid that begins within half an hour from now. */
interface When {
  readonly from: number;
  readonly length: number;
}

/** One thing asked for. */
export interface Thing extends When {
  readonly name: Name;
  readonly quantity: number;
}

/** Something that somebody does; `which` chooses among what is there. */
export type Command =
  | ({ do: "request"; by: Asker } & Thing)
  | { do: "wait"; by: Asker; which: number }
  | ({
      do: "together" | "basket";
      by: Asker;
      things: { name: Name; quantity: number }[];
      addon: "cafe" | "jardin" | null;
    } & When)
  | ({ do: "series"; by: Asker; count: number } & Thing)
  | ({ do: "import"; name: "pressoir" | "haute"; as: "blocking" | "booking"; gap: number } & When)
  | ({ do: "move"; which: number; elsewhere: Name | null; quantity: number } & When)
  | ({ do: "block"; name: Name; some: boolean; except: boolean } & When)
  | {
      do:
        | "again"
        | "cancel"
        | "restore"
        | "undo"
        | "approve"
        | "decline"
        | "unblock"
        | "takeOffer"
        | "leaveOffer"
        | "leaveWaiting"
        | "checkIn"
        | "giveBack"
        | "cancelSeries";
      which: number;
    }
  | { do: "time"; halfHours: number }
  | { do: "offer" | "overdue" | "noShows" };

const by = fc.constantFrom(...ASKERS);
// The room that needs an approval more often than the others.
const name = fc.constantFrom(...NAMES, "jardin" as const);
const quantity = fc.constantFrom(1, 1, 1, 1, 1, 1, 2, 3, 4);
const when = { from: fc.integer({ min: 0, max: 15 }), length: fc.integer({ min: 1, max: 4 }) };
const which = fc.nat(400);
const things = fc.array(fc.record({ name, quantity }), { minLength: 2, maxLength: 3 });
const one = <T extends string>(what: T) => fc.record({ do: fc.constant(what), which });

/** Anything that anybody may do, what fills the time being the most frequent. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ do: fc.constant("request" as const), by, name, quantity, ...when }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom("together" as const, "basket" as const),
      by,
      things,
      addon: fc.constantFrom("cafe" as const, "jardin" as const, null),
      ...when,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("series" as const),
      by,
      name,
      quantity,
      count: fc.integer({ min: 2, max: 4 }),
      ...when,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("import" as const),
      name: fc.constantFrom("pressoir" as const, "haute" as const),
      as: fc.constantFrom("blocking" as const, "booking" as const, "booking" as const),
      gap: fc.integer({ min: 4, max: 6 }),
      ...when,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("move" as const),
      which,
      elsewhere: fc.option(name, { freq: 2 }),
      quantity,
      ...when,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("block" as const),
      name,
      some: fc.boolean(),
      except: fc.boolean(),
      ...when,
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("wait" as const), by, which }) },
  { weight: 7, arbitrary: one("cancel") },
  { weight: 4, arbitrary: one("restore") },
  { weight: 6, arbitrary: one("undo") },
  { weight: 2, arbitrary: one("again") },
  { weight: 4, arbitrary: one("approve") },
  { weight: 2, arbitrary: one("decline") },
  { weight: 6, arbitrary: one("unblock") },
  { weight: 5, arbitrary: one("takeOffer") },
  { weight: 2, arbitrary: one("leaveOffer") },
  { weight: 1, arbitrary: one("leaveWaiting") },
  { weight: 6, arbitrary: one("checkIn") },
  { weight: 4, arbitrary: one("giveBack") },
  { weight: 2, arbitrary: one("cancelSeries") },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("time" as const), halfHours: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant("offer" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("overdue" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("noShows" as const) }) },
);

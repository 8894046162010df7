import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id, InstantInput } from "~/http/api-shapes";
import { bookTogether, MOST_ITEMS, type ConfirmationProblem } from "~server/baskets";
import { bookedTogether } from "~server/bookings";
import type { Actor, Locale } from "~server/kernel/actor";
import { Booking, sentence, shown } from "./booking-shape";

/** What was booked together: one e-mail tells it, each booking then lives its own life. */
const Basket = z.object({ id: Id, bookings: z.array(Booking) }).meta({ id: "Basket" });

const about = {
  quantity: z.int().min(1).max(1000).optional(),
  message: z.string().trim().max(1000).optional().meta({ description: "A word to who approves or provides it." }),
};

/** What goes with a thing, at its usual time unless told: a service at its start, other things throughout. */
const Addon = z.strictObject({
  resourceId: Id,
  start: InstantInput.optional(),
  end: InstantInput.optional(),
  ...about,
});

const create = endpoint("POST", "/baskets", {
  summary: {
    fr: "Réserver plusieurs choses d'un coup : toutes, ou aucune",
    en: "Book several things at once: all of them, or none",
  },
  scope: "bookings:write",
  body: z.strictObject({
    title: z.string().trim().max(200).optional(),
    titleShared: z.boolean().optional(),
    items: z
      .array(
        z.strictObject({
          resourceId: Id,
          start: InstantInput,
          end: InstantInput,
          attendees: z.int().min(1).max(10_000).nullish(),
          kilometres: z.int().min(0).max(100_000).nullish(),
          ...about,
          addons: z
            .array(Addon)
            .optional()
            .meta({ description: "What is proposed with it, and ends with it (see its composition)." }),
        }),
      )
      .min(1)
      .max(MOST_ITEMS),
  }),
  response: Basket,
  success: 201,
  problems: { not_all: 409, already_used: 409, not_found: 404, basket_full: 422 },
  handle: async ({ actor, body: { items, ...about }, idempotentId: id, locale }) => {
    const things = items.reduce((sum, { addons = [] }) => sum + 1 + addons.length, 0);
    if (things > MOST_ITEMS) return problem(422, "basket_full", { most: MOST_ITEMS });
    const outcome = await bookTogether(actor, { ...about, id, things: items });
    if (!outcome.ok) return refusal(outcome.problem, actor, locale);
    const bookings = await bookedTogether(actor, id);
    return { id, bookings: bookings.map((booking) => shown(booking, actor)) };
  },
});

/** Nothing is booked: which of the items cannot be had, and why. */
async function refusal(refused: ConfirmationProblem, actor: Actor, locale: Locale) {
  if (refused.code !== "not_all") return problem(409, "already_used", {});
  const errors = await Promise.all(
    [...refused.refusals].flatMap(([item, refusals]) =>
      refusals.map(async (each) => ({
        field: `items.${item}`,
        code: each.code,
        message: await sentence(each, actor, locale),
      })),
    ),
  );
  return problem(409, "not_all", { errors });
}

export const loader = apiRoute(create);
export const action = loader;

import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { approveRequest, bookingOf, declineRequest } from "~server/bookings";
import { BookingWithHistory, shownWithHistory } from "./booking-shape";

const answer = endpoint("POST", "/bookings/:booking/approval", {
  summary: { fr: "Répondre oui ou non à une demande", en: "Say yes or no to a request" },
  scope: "approvals",
  body: z.strictObject({
    answer: z.enum(["approve", "decline"]),
    reason: z.string().trim().max(1000).optional().meta({ description: "Told to who asked; with a no." }),
  }),
  response: BookingWithHistory,
  problems: { already_answered: 409, answer_overdue: 409 },
  handle: async ({ actor, params: { booking: id }, body }) => {
    const yes = body.answer === "approve";
    const outcome = await (yes ? approveRequest(actor, id) : declineRequest(actor, { id, reason: body.reason }));
    if (outcome.ok) return shownWithHistory(await bookingOf(actor, id), actor);
    const { code, ...facts } = outcome.problem;
    return problem(409, code, facts);
  },
});

export const loader = apiRoute(answer);
export const action = loader;

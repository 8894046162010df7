import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Ended } from "~/http/api-shapes";
import { callOffSession } from "~server/bookings";

const callOff = endpoint("POST", "/resources/:resource/sessions/:session/cancellation", {
  summary: {
    fr: "Annuler une séance avec les places prises, en prévenant les inscrits",
    en: "Cancel a session with the places taken in it, telling those who have one",
  },
  scope: "catalogue:write",
  body: z.strictObject({ message: z.string().trim().max(500).optional() }),
  response: Ended,
  problems: { session_past: 409 },
  handle: async ({ actor, params: { resource: resourceId, session: id }, body }) => {
    await callOffSession(actor, { resourceId, sessionId: id, ...body });
    return { id, ended: true as const };
  },
});

export const loader = apiRoute(callOff);
export const action = loader;

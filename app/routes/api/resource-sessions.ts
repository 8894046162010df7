import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { InstantInput, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { sessionRefusal } from "~/routes/catalogue/sessions-action";
import { addSession, compositionOf, resourceOf, sessionForm } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";
import { minutesOf, timeText, wallClock } from "~server/kernel/time";
import { compositionProblem } from "./catalogue-problem";
import { Session, shownSession } from "./composition-shape";

const list = endpoint("GET", "/resources/:resource/sessions", {
  summary: {
    fr: "Les séances à venir d'une formation, avec leurs places",
    en: "The sessions to come, with their places",
  },
  scope: "catalogue:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(Session),
  handle: async ({ actor, params: { resource }, query }) => {
    const { id } = await resourceOf(actor, resource);
    return pageOf(await sessionsOf(actor, id), query);
  },
});

const add = endpoint("POST", "/resources/:resource/sessions", {
  summary: { fr: "Annoncer une séance", en: "Announce a session" },
  scope: "catalogue:write",
  body: z.strictObject({ start: InstantInput, end: InstantInput, title: z.string().optional() }),
  response: Session,
  success: 201,
  problems: { session_past: 409, session_overlaps: 409 },
  handle: async ({ actor, params: { resource }, body: { start, end, title }, idempotentId: id, locale }) => {
    const { owner } = await resourceOf(actor, resource);
    allow(actor, "catalogue.edit", owner.id);
    const read = await checkForm(sessionForm, asForm({ id, start, end, title }, actor.timeZone), locale);
    if ("problem" in read) return read.problem;
    const outcome = await addSession(actor, resource, { id, start, end, title: read.value.title });
    if (!outcome.ok) {
      const words = sessionRefusal(outcome.problem, actor, await translator(locale, "composition"));
      return compositionProblem(outcome.problem, words, actor);
    }
    const session = (await sessionsOf(actor, resource)).find((each) => each.id === id);
    if (!session) throw new NotFound("session");
    return session;
  },
});

/** A session as its page's form sends it: a day, and two hours of it on the pôle's clock. */
function asForm(session: { id: string; start: Date; end: Date; title: string | undefined }, zone: string) {
  const { date, minutes } = wallClock(session.start, zone);
  const end = minutesOf(session.end, date, zone);
  const to = end >= 0 && end <= 1440 ? timeText(end) : "";
  return {
    form: { id: session.id, day: date, from: timeText(minutes), to, title: session.title },
    names: { from: "start", day: "start", to: "end" },
  };
}

async function sessionsOf(actor: Actor, resourceId: string) {
  return (await compositionOf(actor, resourceId)).sessions.map((session) => shownSession(session, actor));
}

export const loader = apiRoute(list, add);
export const action = loader;

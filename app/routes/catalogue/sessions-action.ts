import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { callOffSession } from "~server/bookings";
import {
  addSession,
  callOffForm,
  cancelSession,
  sessionForm,
  type Resource,
  type SessionProblem,
} from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatTimeRange } from "~server/kernel/format";
import { instantAt, minutesOf, wallClock } from "~server/kernel/time";
import { inTheWay, type Refused } from "./in-the-way";
import type { CompositionWords } from "./manage-tabs";

/** What the page of sessions gets back when something is left to say. */
export interface SessionsAnswer {
  readonly added: SubmissionResult | null;
  readonly refused: Refused | null;
  /** A session in which places are taken, to be cancelled with them. */
  readonly callOff: { readonly id: string; readonly message: string; readonly error: string | null } | null;
}

/** Cancels a session, or adds one. */
export async function changeSessions(actor: Actor, resource: Resource, form: FormData) {
  const here = paths.resourceSessions(actor.poleSlug, resource.id);
  const t = await translator(actor.locale, "composition");
  if (form.has("cancel")) return cancelOne(actor, resource, form, t);
  const submission = parseWithZod(form, { schema: sessionForm });
  if (submission.status !== "success") return answer({ added: submission.reply() });
  const { id, day, from, to, title } = submission.value;
  const [start, end] = [instantAt(day, from, actor.timeZone), instantAt(day, to, actor.timeZone)];
  const outcome = await addSession(actor, resource.id, { id, start, end, title });
  if (!outcome.ok) {
    return answer({ added: submission.reply(), refused: sessionRefusal(outcome.problem, actor, t) }, 409);
  }
  throw await redirectWithFlash(here, { key: "saved" });
}

/** At once where nobody has a place; otherwise it is asked what to tell those who have one. */
async function cancelOne(actor: Actor, resource: Resource, form: FormData, t: CompositionWords) {
  const here = paths.resourceSessions(actor.poleSlug, resource.id);
  const read = parseWithZod(form, { schema: callOffForm });
  const id = formText(form, "cancel");
  const callOff = { id, message: formText(form, "message"), error: null };
  if (read.status === "success" && read.value.sure) {
    await callOffSession(actor, { resourceId: resource.id, sessionId: id, message: read.value.message });
    throw await redirectWithFlash(here, { key: "session_called_off" });
  }
  const outcome = await cancelSession(actor, resource.id, id);
  if (outcome.ok) throw await redirectWithFlash(here, { key: "saved" });
  const error = read.status === "success" ? null : t("sessions.messageLong");
  return answer(
    { refused: sessionRefusal(outcome.problem, actor, t), callOff: { ...callOff, error } },
    error ? 422 : 409,
  );
}

/** Why nothing was changed, in words. */
export function sessionRefusal(problem: SessionProblem, actor: Actor, t: CompositionWords): Refused {
  switch (problem.code) {
    case "session_has_bookings":
      return {
        title: t("sessions.problems.booked"),
        text: t("sessions.problems.bookedText"),
        bookings: problem.bookings.map((booking) => inTheWay(booking, actor)),
      };
    case "session_overlaps": {
      const { date, minutes } = wallClock(problem.start, actor.timeZone);
      const hours = formatTimeRange(minutes, minutesOf(problem.end, date, actor.timeZone), actor.locale);
      return {
        title: t("sessions.problems.overlaps"),
        text: t("sessions.problems.overlapsText", { hours }),
        bookings: [],
      };
    }
    case "session_past":
      return { title: t("sessions.problems.past"), text: t("sessions.problems.pastText"), bookings: [] };
  }
}

function answer(body: Partial<SessionsAnswer>, status: 409 | 422 = 422) {
  return data({ added: null, refused: null, callOff: null, ...body } satisfies SessionsAnswer, { status });
}

import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { considerSeries, type Schedule, type SeriesAsked } from "~server/bookings";
import { resourceOf } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { refusalSentence } from "../bookings/refusal";
import { comingHalfDays } from "../bookings/when";
import { readSeries, type AskedSeries } from "./asked";
import { seriesFormView } from "./form-view";
import { previewView, type AnsweredPreview } from "./preview-view";
import { scheduleProblemWords } from "./words";

/** What an address asks: a resource, and a series of it. @throws NotFound */
export async function readAsked(actor: Actor, fields: URLSearchParams, now = new Date()) {
  const resource = await resourceOf(actor, fields.get("ressource") ?? "");
  const [next] = comingHalfDays(now, actor.timeZone, 1);
  if (!next) throw new Error("There is always a half day to come.");
  return { resource, asked: readSeries(fields, { ...next, people: null }, now, actor.timeZone) };
}

/** The content of a series of a resource. */
export function askedOf(resourceId: string, { when, typed }: AskedSeries, schedule: Schedule): SeriesAsked {
  return { resourceId, schedule, title: typed.objet, titleShared: typed.partage, attendees: when.when?.people ?? null };
}

/** The form, until what it asks makes sense; then every date. */
export async function newSeriesView(
  actor: Actor,
  fields: URLSearchParams,
  id: string,
  answered: AnsweredPreview | null = null,
) {
  const now = new Date();
  const { resource, asked } = await readAsked(actor, fields, now);
  const sent = fields.has("frequence") && !fields.has("modifier");
  const formOnly = async (problem: string | null = null) => ({
    name: resource.name,
    // A first visit has nothing wrong: what an old link says of a past day is told all the same.
    wrong: sent,
    form: await seriesFormView(actor, resource, asked, now, problem),
    preview: null,
  });
  if (!sent || !asked.schedule) return formOnly();
  const considered = await considerSeries(actor, askedOf(resource.id, asked, asked.schedule));
  if (!considered.ok) {
    const { problem } = considered;
    const t = await translator(actor.locale, "series");
    const tb = await translator(actor.locale, "bookings");
    const reader = { locale: actor.locale, zone: actor.timeZone };
    return formOnly(
      problem.code === "not_allowed"
        ? refusalSentence(tb, problem, reader)
        : scheduleProblemWords(t, problem, actor.locale),
    );
  }
  const preview = await previewView(actor, resource, asked, considered.value, id, answered);
  return { name: resource.name, wrong: false, form: null, preview };
}

/** Where this series is asked for, with all that its form says. */
export function addressOf(actor: Actor, fields: URLSearchParams): string {
  const kept = [...fields].filter(([name]) => name !== "ressource" && name !== "modifier");
  const query: Record<string, string[]> = {};
  for (const [name, value] of kept) (query[name] ??= []).push(value);
  return paths.newSeries(actor.poleSlug, fields.get("ressource") ?? "", query);
}

import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoToTheMillisecond, isoWithOffset } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import { askOpening, openingOf, takeOpeningBack } from "~server/tenders";
import { openingProblem, OPENING_PROBLEMS } from "./judging-shape";

const Somebody = z.object({ id: Id, name: z.string() });

const Opening = z
  .object({
    needId: Id,
    askedBy: Somebody.nullable(),
    askedAt: Instant.nullable(),
    openedBy: Somebody.nullable(),
    openedAt: Instant.nullable(),
    mayOpen: z.array(Somebody.extend({ ofBuyer: z.boolean() })),
  })
  .meta({ id: "NeedOpening" });

const read = endpoint("GET", "/needs/:need/opening", {
  summary: {
    fr: "Où en est l'ouverture des réponses, par deux personnes",
    en: "How far the opening of the answers is, by two persons",
  },
  scope: "judging",
  response: Opening,
  handle: ({ actor, params }) => shown(actor, params.need),
});

const ask = endpoint("POST", "/needs/:need/opening", {
  summary: {
    fr: "Demander l'ouverture, après la date limite : une autre personne la fait",
    en: "Ask for the opening, after the closing: another person does it",
  },
  scope: "judging",
  response: Opening,
  success: 201,
  problems: OPENING_PROBLEMS,
  handle: async ({ actor, params: { need }, locale }) => {
    const outcome = await askOpening(actor, need);
    return outcome.ok ? shown(actor, need) : openingProblem(outcome.problem, locale);
  },
});

const takeBack = endpoint("DELETE", "/needs/:need/opening", {
  summary: {
    fr: "Reprendre sa demande, tant que rien n'est ouvert",
    en: "Take one's asking back, before it is opened",
  },
  scope: "judging",
  response: Opening,
  problems: OPENING_PROBLEMS,
  handle: async ({ actor, params: { need }, locale }) => {
    const outcome = await takeOpeningBack(actor, need);
    return outcome.ok ? shown(actor, need) : openingProblem(outcome.problem, locale);
  },
});

async function shown(actor: Actor, needId: string): Promise<z.input<typeof Opening>> {
  const { opening, mayOpen } = await openingOf(actor, needId);
  const at = (instant: Date | undefined) => (instant ? isoWithOffset(instant, actor.timeZone) : null);
  const openedAt = opening?.openedAt;
  return {
    needId,
    askedBy: opening?.first ?? null,
    askedAt: at(opening?.firstAt),
    openedBy: opening?.second ?? null,
    openedAt: openedAt ? isoToTheMillisecond(openedAt, actor.timeZone) : null,
    mayOpen: mayOpen.map(({ id, name, ofBuyer }) => ({ id, name, ofBuyer })),
  };
}

export const loader = apiRoute(read, ask, takeBack);
export const action = loader;

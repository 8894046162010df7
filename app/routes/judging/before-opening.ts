import { redirect } from "@remix-run/node";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { needNow } from "~server/tenders";

/** Leads the buyer and the pôle's manager to the page of the opening as long as nothing is open. @throws a redirect */
export async function openedFirst(actor: Actor, needId: string): Promise<void> {
  const { need } = await needNow(actor, needId);
  if (need.openedAt === null && need.answersIn !== null && need.publishedAt !== null)
    throw redirect(paths.needOpening(actor.poleSlug, need.id));
}

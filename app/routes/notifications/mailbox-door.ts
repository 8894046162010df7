import type { AppLoadContext } from "@remix-run/node";
import { currentContext, viewerOf } from "~/http/actor";
import { localeOf } from "~/http/locale";
import { isDemo } from "~server/config";
import type { Locale } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { formatInstant } from "~server/kernel/format";
import { isMailboxOpen } from "~server/notifications";

/**
 * Lets anybody in where mails stay here for want of a server, signed in or not: a sign-in link must be readable before
 * one is signed in. @throws NotFound anywhere else
 */
export async function requireMailbox(args: {
  request: Request;
  context: AppLoadContext;
}): Promise<{ locale: Locale; timeZone: string }> {
  if (!isMailboxOpen(isDemo())) throw new NotFound("mailbox");
  const viewer = await viewerOf(args);
  const timeZone = (viewer && currentContext(viewer)?.timeZone) ?? "Europe/Paris";
  return { locale: await localeOf(args.request, viewer), timeZone };
}

/** When a mail was written, in words. */
export function writtenOn(instant: Date, timeZone: string, locale: Locale): { written: string } {
  return { written: formatInstant(instant, timeZone, locale) };
}

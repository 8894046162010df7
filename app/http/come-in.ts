import { redirect } from "@remix-run/node";
import { paths } from "~/paths";
import { endSessionOf, sessionOf, type Opened } from "~server/identity";
import { contextsOf } from "~server/poles";
import { currentContext } from "./actor";
import { redirectWithFlash, type Flash } from "./flash";
import { sessionCookie, sessionSecret } from "./session-cookie";

/**
 * Lets somebody in who has just proved who they are: a new cookie in place of any that the browser had (whose session
 * ends), then the page they wanted, else their pôle, else the page that says why there is none.
 */
export async function comeIn(
  request: Request,
  opened: Opened,
  { back = null, flash }: { back?: string | null; flash?: Flash } = {},
): Promise<Response> {
  const previous = await sessionSecret(request);
  if (previous) await endSessionOf(previous);
  const headers = new Headers({ "Set-Cookie": await sessionCookie(opened.secret, opened.expires) });
  const to = back ?? (await firstPage(opened));
  return flash ? redirectWithFlash(to, flash, headers) : redirect(to, { headers });
}

/** For the structure that the person acted for last. */
async function firstPage(opened: Opened): Promise<string> {
  const signedIn = await sessionOf(opened.secret);
  const context = signedIn && currentContext({ ...signedIn, contexts: await contextsOf(opened.personId) });
  return context ? paths.home(context.poleSlug) : paths.actingFor();
}

import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { noSessionCookie, sessionSecret } from "~/http/session-cookie";
import { paths } from "~/paths";
import { endSessionOf } from "~server/identity";

/** Signing out takes a post: a link, or a picture, must not do it for somebody. */
export function loader() {
  return redirect(paths.public());
}

export const action = handled(async ({ request }: ActionFunctionArgs) => {
  const secret = await sessionSecret(request);
  if (secret) await endSessionOf(secret);
  const headers = new Headers({ "Set-Cookie": await noSessionCookie() });
  return redirectWithFlash(paths.public(), { key: "signed_out" }, headers);
});

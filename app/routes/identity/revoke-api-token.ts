import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { NotFound } from "~server/kernel/errors";
import { isId } from "~server/kernel/ids";
import { revokeApiToken } from "~server/poles";

export function loader() {
  return redirect(paths.apiTokens());
}

/** Makes one of the person's own tokens useless. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const { personId } = await requireViewer(args);
  const { token } = args.params;
  if (!isId(token)) throw new NotFound("token");
  await revokeApiToken(personId, token);
  return redirectWithFlash(paths.apiTokens(), { key: "token_revoked" });
});

import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { viewerOf } from "~/http/actor";
import { localPath } from "~/http/local-path";
import { localeCookie } from "~/http/locale";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { chooseLocale, languageForm } from "~server/identity";
import { Invalid } from "~server/kernel/errors";

export function loader() {
  return redirect(paths.public());
}

/** Keeps the language chosen at the foot of a page: with the person, or in this browser for somebody unknown. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const form = await readForm(args.request, languageForm);
  if (!form.ok) throw new Invalid();
  const { locale, back } = form.value;
  const viewer = await viewerOf(args);
  if (viewer) await chooseLocale(viewer.personId, locale);
  return redirect(localPath(back) ?? paths.public(), { headers: { "Set-Cookie": await localeCookie(locale) } });
});

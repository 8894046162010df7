import { translator } from "~/i18n/translator";
import type { Locale } from "~server/kernel/actor";

/** The title of a page in the browser's tab: "Connexion · Grappe". */
export async function pageTitle(locale: Locale, page: string): Promise<string> {
  const t = await translator(locale, "common");
  return t("titled", { page });
}

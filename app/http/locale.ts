import { createCookie } from "@remix-run/node";
import type { Locale } from "~server/kernel/actor";

const chosen = createCookie("langue", { path: "/", sameSite: "lax", maxAge: 365 * 86_400 });

/** The Set-Cookie header that keeps the language chosen by somebody who is not signed in. */
export function localeCookie(locale: Locale): Promise<string> {
  return chosen.serialize(locale);
}

/** The language of a request: the person's, else the one chosen here before, else the browser's, else French. */
export async function localeOf(request: Request, person?: { locale: Locale | null } | null): Promise<Locale> {
  if (person?.locale) return person.locale;
  const kept: unknown = await chosen.parse(request.headers.get("Cookie"));
  if (kept === "fr" || kept === "en") return kept;
  return preferred(request.headers.get("Accept-Language") ?? "");
}

/** The first of our languages in an Accept-Language header (RFC 9110, 12.5.4), by its weights. */
function preferred(header: string): Locale {
  const wanted = header
    .split(",")
    .map((part, order) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.map((p) => /^\s*q=([\d.]+)/.exec(p)?.[1]).find((q) => q !== undefined);
      return { language: tag.split("-")[0], weight: weight === undefined ? 1 : Number(weight), order };
    })
    .filter(({ language, weight }) => (language === "fr" || language === "en") && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  return wanted[0]?.language === "en" ? "en" : "fr";
}

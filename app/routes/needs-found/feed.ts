import { createHash } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { formatInstant } from "~server/kernel/format";
import { publicAddress } from "~server/config";
import { findPublicNeeds, tradeLabel, type FoundNeed } from "~server/tenders";
import { needFiltersOf, needQuery } from "./address";
import { atomFeed, jsonFeed, type Feed } from "./feed-text";

/** How many needs a feed holds: those that close first. */
const MOST = 100;

/** The feed of public needs that an address asks for, with its filters; in French, the language of those who write. */
export async function feedResponse({ request }: LoaderFunctionArgs, format: "atom" | "json"): Promise<Response> {
  const filters = needFiltersOf(new URL(request.url).searchParams);
  const { items } = await findPublicNeeds(filters, 1, MOST);
  const t = await translator("fr", "needsFound");
  const origin = publicAddress();
  const query = needQuery({ ...filters, list: "open", where: null });
  const feed: Feed = {
    title: t("public.title"),
    id: `${origin}${paths.publicNeeds(query)}`,
    self: `${origin}${format === "atom" ? paths.needsAtom(query) : paths.needsJson(query)}`,
    page: `${origin}${paths.publicNeeds(query)}`,
    entries: items.map((need) => entryOf(need, origin, t)).sort((a, b) => b.at.getTime() - a.at.getTime()),
  };
  const text = format === "atom" ? atomFeed(feed) : jsonFeed(feed);
  const tag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 27)}"`;
  const headers = { ETag: tag, "Cache-Control": "public, max-age=300" };
  if (request.headers.get("If-None-Match")?.includes(tag)) return new Response(null, { status: 304, headers });
  const type = format === "atom" ? "application/atom+xml" : "application/feed+json";
  return new Response(text, { headers: { ...headers, "Content-Type": `${type}; charset=utf-8` } });
}

type Words = Awaited<ReturnType<typeof translator<"needsFound">>>;

function entryOf(need: FoundNeed, origin: string, t: Words): Feed["entries"][number] {
  const day = formatInstant(need.closesAt, need.pole.timeZone, "fr", { weekday: true });
  const lines = [need.summary, t("feedClosing", { day }), [need.place, need.pole.name].filter(Boolean).join(", ")];
  return {
    url: `${origin}${paths.publicNeed(need.id)}`,
    title: need.title,
    author: need.buyer.name,
    text: lines.filter(Boolean).join("\n"),
    at: need.publishedAt,
    tags: need.trades.map((code) => tradeLabel(code, "fr")),
  };
}

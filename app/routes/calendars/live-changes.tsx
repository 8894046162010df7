import { useFetchers, useLocation, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { forget, whenReleased } from "./holding";

/** Changes often come several at once. In milliseconds. */
const SETTLE = 300;
/** How often a page that cannot be told asks by itself, and how long its word stays. In milliseconds. */
const EVERY = 60_000;
const WORD = 6_000;

/**
 * Keeps a page as it is now for everybody: what others book appears by itself, and a word says so. `shown` is the part
 * of the page's data to look at; it says nothing where that did not change. Without JavaScript there is nothing, and
 * where the stream fails the page is read again each minute.
 */
export function LiveChanges({ pole, shown }: { pole: string; shown: unknown }) {
  const t = useTranslations("calendars");
  useChanges(paths.changes(pole));
  const said = useNews(JSON.stringify(shown));
  return (
    <div className="live" role="status">
      {said && <p>{t("changed")}</p>}
    </div>
  );
}

/** Reads the page again when the planning changes, while it is looked at. */
function useChanges(address: string): void {
  const { revalidate } = useRevalidator();
  const { state } = useNavigation();
  // Somebody is going elsewhere or sending something: the page that follows is fresh anyway.
  const busy = useRef(false);
  busy.current = state !== "idle";
  // Something is sent without going anywhere: read after it, lest the answer be taken for an older one.
  const sending = useFetchers().some((fetcher) => fetcher.state !== "idle");
  const sends = useRef(sending);
  const late = useRef(false);
  useEffect(() => {
    sends.current = sending;
    if (sending || !late.current) return;
    late.current = false;
    if (!busy.current) revalidate();
  }, [sending, revalidate]);
  useEffect(() => {
    let source: EventSource | null = null;
    let soon: number | undefined;
    const read = () => {
      if (document.hidden || busy.current) return;
      if (sends.current) late.current = true;
      else revalidate();
    };
    // Not under somebody's hand: once they have let go.
    const refresh = () => whenReleased(read);
    const settle = () => {
      window.clearTimeout(soon);
      soon = window.setTimeout(refresh, SETTLE);
    };
    // Only while it is seen: a browser opens six connections to a site, and people leave tabs open.
    const connect = () => {
      if (document.hidden || source) return;
      const opened = new EventSource(address);
      source = opened;
      opened.addEventListener("changed", settle);
      opened.addEventListener("error", () => {
        // Otherwise it comes back by itself.
        if (opened.readyState === EventSource.CLOSED && source === opened) source = null;
      });
    };
    const leave = () => {
      source?.close();
      source = null;
    };
    const look = () => {
      if (document.hidden) {
        leave();
        return;
      }
      connect();
      refresh();
    };
    const minute = window.setInterval(() => {
      if (source?.readyState === EventSource.OPEN) return;
      refresh();
      connect();
    }, EVERY);
    connect();
    document.addEventListener("visibilitychange", look);
    return () => {
      leave();
      forget(read);
      window.clearTimeout(soon);
      window.clearInterval(minute);
      document.removeEventListener("visibilitychange", look);
    };
  }, [address, revalidate]);
}

/** Whether what is shown has just changed while nobody went anywhere: because the page was read again. */
function useNews(shown: string): boolean {
  const { key } = useLocation();
  const before = useRef({ key, shown });
  const [news, setNews] = useState(false);
  useEffect(() => {
    const isNews = before.current.key === key && before.current.shown !== shown;
    before.current = { key, shown };
    setNews((known) => known || isNews);
  }, [key, shown]);
  useEffect(() => {
    if (!news) return;
    const timer = window.setTimeout(() => setNews(false), WORD);
    return () => window.clearTimeout(timer);
  }, [news]);
  return news;
}

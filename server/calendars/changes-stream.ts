import type { Actor } from "../kernel/actor";
import { followChanges } from "./changes";

/** After this long the browser comes back by itself, and its session is looked at anew. In milliseconds. */
const LIFETIME = 5 * 60_000;
/** Proxies close what says nothing. In milliseconds. */
const HEARTBEAT = 20_000;
/** However much changes at once, a page is told no more often. In milliseconds. */
const LULL = 250;
/** Messages that nobody takes: the browser is no longer there. */
const UNTAKEN = 100;

/**
 * Server-sent events for one page: `changed`, with nothing in it, whenever the pôle's planning changes. It ends when
 * `gone` is aborted, after some minutes, or with the server; null when there are too many.
 */
export function changesStream(actor: Actor, gone: AbortSignal): ReadableStream<Uint8Array> | null {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let ended = false;
  let lull: NodeJS.Timeout | undefined;
  let again = false;

  const send = (text: string): void => {
    if (ended || !controller) return;
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) < -UNTAKEN) end();
  };
  const changed = (): void => {
    if (lull) {
      again = true;
      return;
    }
    send("event: changed\ndata: 1\n\n");
    lull = setTimeout(() => {
      lull = undefined;
      if (!again) return;
      again = false;
      changed();
    }, LULL);
  };
  const end = (): void => {
    if (ended) return;
    ended = true;
    stop?.();
    clearTimeout(lull);
    clearTimeout(life);
    clearInterval(heartbeat);
    gone.removeEventListener("abort", end);
    try {
      controller?.close();
    } catch {
      // Cancelled already by its reader.
    }
  };
  const stream = new ReadableStream<Uint8Array>({
    start: (opened) => {
      controller = opened;
      // When it is cut, the browser waits so long before it comes back.
      send("retry: 2000\n\n");
    },
    cancel: () => end(),
  });
  // Not all at the same moment, after a restart that brought them all at once.
  const life = setTimeout(() => end(), LIFETIME * (0.8 + 0.4 * Math.random()));
  const heartbeat = setInterval(() => send(":\n\n"), HEARTBEAT);
  const stop = followChanges(actor, { changed, end });
  if (!stop || gone.aborted) {
    end();
    return stop ? stream : null;
  }
  gone.addEventListener("abort", end);
  return stream;
}

import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { NonceProvider } from "~/http/nonce";
import { loadMessages } from "~/i18n/load";
import { MessagesProvider } from "~/i18n/provider";
import type { Locale } from "~server/kernel/actor";

// Both languages are read now: a running server must not need its built files again, which the next build replaces.
await Promise.all([loadMessages("fr"), loadMessages("en")]);

/** Milliseconds that a page may keep streaming what it deferred. */
export const streamTimeout = 5_000;

/** Renders a page to a stream; robots get it whole, people from the first byte. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, log }: AppLoadContext,
): Promise<Response> {
  const locale = localeShown(remixContext);
  const messages = await loadMessages(locale);
  const whole = remixContext.isSpaMode || isbot(request.headers.get("User-Agent"));

  return new Promise((resolve, reject) => {
    let answered = false;
    const answer = () => {
      answered = true;
      const body = new PassThrough();
      headers.set("Content-Type", "text/html; charset=utf-8");
      keepPrivate(headers);
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider value={nonce}>
        <MessagesProvider locale={locale} messages={messages}>
          <RemixServer context={remixContext} url={request.url} nonce={nonce} abortDelay={streamTimeout} />
        </MessagesProvider>
      </NonceProvider>,
      {
        nonce,
        ...(whole ? { onAllReady: answer } : { onShellReady: answer }),
        onShellError: reject,
        onError(error) {
          // Before the answer began, the error comes to handleError; after it, this is the only place to tell of it.
          if (answered && !request.signal.aborted) log.error({ err: error }, "rendering failed");
          status = 500;
        },
      },
    );
    // A second more than the data, so that its own errors are rendered.
    const timer = setTimeout(abort, streamTimeout + 1_000);
    timer.unref();
    request.signal.addEventListener("abort", () => abort(), { once: true });
  });
}

/** Answers to the browser's router are as personal as the pages. */
export function handleDataRequest(response: Response): Response {
  keepPrivate(response.headers);
  return response;
}

/** Logs, once and with the request's id, what nobody expected: not what was aborted, nor a 404. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted || (error instanceof Error && error.name === "AbortError")) return;
  if (isRouteErrorResponse(error) && error.status < 500) return;
  if (typeof error === "object" && error !== null) {
    if (told.has(error)) return;
    told.add(error);
  }
  context.log.error({ err: error }, "unexpected error");
}

const told = new WeakSet<object>();

/** Pages show who is signed in: after signing out on a shared computer, "back" must not show them again. */
function keepPrivate(headers: Headers): void {
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
}

/** The language that the root layout writes in `<html lang>` (see app/root.tsx), which the browser reads back. */
function localeShown({ staticHandlerContext }: EntryContext): Locale {
  const root = staticHandlerContext.loaderData.root as { frame?: { locale?: Locale } } | undefined;
  return root?.frame?.locale === "en" ? "en" : "fr";
}

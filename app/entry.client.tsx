import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { loadMessages } from "~/i18n/load";
import { MessagesProvider } from "~/i18n/provider";

// The page was rendered in one language: only that one is fetched.
const locale = document.documentElement.lang === "en" ? "en" : "fr";
const messages = await loadMessages(locale);

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <MessagesProvider locale={locale} messages={messages}>
        <RemixBrowser />
      </MessagesProvider>
    </StrictMode>,
  );
});

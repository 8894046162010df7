import type { ReactNode } from "react";
import { IntlProvider } from "use-intl";
import type { Locale } from "~server/kernel/actor";
import type { Messages } from "./messages";

/** Gives the messages of one language to everything beneath; wrapped around the app by both entries. */
export function MessagesProvider({
  locale,
  messages,
  children,
}: {
  locale: Locale;
  messages: Messages;
  children: ReactNode;
}) {
  return (
    // Dates are formatted by server/kernel/format, never by use-intl: the zone only silences its warning.
    <IntlProvider locale={locale} messages={messages as typeof import("./fr").default} timeZone="Europe/Paris">
      {children}
    </IntlProvider>
  );
}

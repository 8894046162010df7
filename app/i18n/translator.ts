import { createTranslator, type Messages as IntlMessages, type NamespaceKeys, type NestedKeyOf } from "use-intl/core";
import type { Locale } from "~server/kernel/actor";
import { loadMessages } from "./load";
import type { Messages } from "./messages";

/** A translate function for loaders, actions and the API: `const t = await translator("fr", "bookings")`. */
export async function translator<N extends keyof Messages & NamespaceKeys<IntlMessages, NestedKeyOf<IntlMessages>>>(
  locale: Locale,
  namespace: N,
) {
  return createTranslator({ locale, messages: (await loadMessages(locale)) as IntlMessages, namespace });
}

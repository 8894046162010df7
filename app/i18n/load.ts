import type { Locale } from "~server/kernel/actor";
import { typography } from "~server/kernel/typography";
import type { Messages } from "./messages";

/** The messages of one language, with the typography of French put in. One file a language reaches the browser. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  if (locale === "en") return (await import("./en")).default;
  return typeset((await import("./fr")).default);
}

const typesetMessages = new WeakMap<object, object>();

/** French messages are written with plain spaces and straight apostrophes; readers get the real ones. */
function typeset<T extends object>(messages: T): T {
  const known = typesetMessages.get(messages);
  if (known) return known as T;
  const done = Object.fromEntries(
    Object.entries(messages).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === "string" ? typography(value) : value && typeof value === "object" ? typeset(value) : value,
    ]),
  ) as T;
  typesetMessages.set(messages, done);
  return done;
}

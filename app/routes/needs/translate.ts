import type { translator } from "~/i18n/translator";

/** Puts the messages of needs into words, on the server. */
export type Translate = Awaited<ReturnType<typeof translator<"needs">>>;

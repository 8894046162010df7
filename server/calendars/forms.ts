import { z } from "zod";
import { isId } from "../kernel/ids";

const id = z.string({ error: "required" }).refine(isId, "invalid");

/** What a feed shows: "mine", "structure:<id>" or "resource:<id>". */
const subject = z
  .string({ error: "required" })
  .transform((text) => text.split(":"))
  .refine(
    ([kind, about, ...more]) =>
      more.length === 0 &&
      (kind === "mine" ? about === undefined : (kind === "structure" || kind === "resource") && isId(about)),
    "invalid",
  )
  .transform(([kind, about = ""]): FeedSubject =>
    kind === "mine"
      ? { kind }
      : kind === "structure"
        ? { kind, structureId: about }
        : { kind: "resource", resourceId: about },
  );

/** Whose calendar it is. */
export type FeedSubject =
  | { readonly kind: "mine" }
  | { readonly kind: "structure"; readonly structureId: string }
  | { readonly kind: "resource"; readonly resourceId: string };

export const calendarLinkForm = z.object({
  id,
  subject,
  label: z.string().trim().max(120, "too_long").default(""),
});

import { useFetcher } from "@remix-run/react";
import { useAfterTyping } from "~/ui/after-typing";

/** How long after the last change the preview is asked for. In milliseconds. */
const PAUSE = 400;

/**
 * What a form's own action says of what is typed in it, asked for after each change of a field whose name `about`
 * knows; undefined until then, and without a script, where a button asks for it.
 */
export function useTypedPreview<Answer>(formId: string, about?: RegExp) {
  const { submit, data } = useFetcher<Answer>();
  useAfterTyping(
    formId,
    PAUSE,
    (form) => {
      const typed = new FormData(form);
      typed.set("intent", "preview");
      submit(typed, { method: "post" });
    },
    about,
  );
  return data;
}

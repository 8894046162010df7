import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";

/** How long after the last change the preview is asked for. In milliseconds. */
const PAUSE = 400;

/**
 * What a form's own action says of what is typed in it, asked for after each change of a field whose name `about`
 * knows; undefined until then, and without a script, where a button asks for it.
 */
export function useTypedPreview<Answer>(formId: string, about = EVERY) {
  const { submit, data } = useFetcher<Answer>();
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = (event: Event) => {
      const name = event.target instanceof Element ? (event.target.getAttribute("name") ?? "") : "";
      if (!about.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const typed = new FormData(form);
        typed.set("intent", "preview");
        submit(typed, { method: "post" });
      }, PAUSE);
    };
    form.addEventListener("input", ask);
    return () => {
      clearTimeout(timer);
      form.removeEventListener("input", ask);
    };
  }, [formId, about, submit]);
  return data;
}

const EVERY = /./;

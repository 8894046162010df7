import { useEffect, useRef } from "react";

/** Calls `done` with a form once its last change is `pause` milliseconds old; fields whose name `about` does not know are let be. */
export function useAfterTyping(formId: string, pause: number, done: (form: HTMLFormElement) => void, about = EVERY) {
  const latest = useRef(done);
  latest.current = done;
  useEffect(() => {
    const form = document.getElementById(formId);
    if (!(form instanceof HTMLFormElement)) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (event: Event) => {
      const name = event.target instanceof Element ? (event.target.getAttribute("name") ?? "") : "";
      if (!about.test(name)) return;
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(form), pause);
    };
    // Pressing a button of the form says it all: what was waiting is not said after it.
    const stop = () => clearTimeout(timer);
    form.addEventListener("input", wait);
    form.addEventListener("submit", stop);
    return () => {
      stop();
      form.removeEventListener("input", wait);
      form.removeEventListener("submit", stop);
    };
  }, [formId, about, pause]);
}

const EVERY = /./;

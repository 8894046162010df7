import { useNavigation, useSubmit } from "@remix-run/react";
import { useEffect, useRef, type FormEvent } from "react";
import { formText } from "~/form-text";

/** Changing one of them changes what is asked for, its price, and what is free beside it. */
const ASKED_FIELDS = ["jour", "jourOther", "jusquau", "de", "a", "seance", "combien", "personnes", "kilometres"];
/** Typed: while it is empty, somebody is about to type another number. */
const NUMBERS: ReadonlySet<string> = new Set(["combien", "kilometres"]);

/**
 * With a script, what a form asks for is asked of the server again at each change, so that the price shown is always
 * that of what is typed. `address` is the page that answers, `kept` what it needs besides. Without a script nothing
 * happens: the form is sent as it is.
 */
export function useAskAgain(address: string, kept: Readonly<Record<string, string>> = {}) {
  const submit = useSubmit();
  const { state, location } = useNavigation();
  const [pathname = ""] = address.split("?");
  const asking = state === "loading" && location.pathname === pathname && location.search.startsWith("?");
  const field = useRef<string | null>(null);
  // A list of hours is made anew with each answer: whoever went through it by keyboard stays where they were.
  useEffect(() => {
    if (asking || !field.current || document.activeElement !== document.body) return;
    document.getElementById(field.current)?.focus({ preventScroll: true });
    field.current = null;
  }, [asking]);

  function askAgain(event: FormEvent<HTMLFormElement>) {
    const { target } = event;
    const changed = target instanceof HTMLElement ? (target.getAttribute("name") ?? "") : "";
    if (!ASKED_FIELDS.includes(changed)) return;
    const form = new FormData(event.currentTarget);
    if (form.get("jour") === "other" && !form.get("jourOther")) return;
    if (NUMBERS.has(changed) && formText(form, changed).trim() === "") return;
    const asked = new URLSearchParams(kept);
    for (const name of ASKED_FIELDS) if (form.has(name)) asked.set(name, formText(form, name));
    field.current = (target as HTMLElement).id;
    submit(asked, { action: pathname, preventScrollReset: true, replace: true });
  }
  return { asking, askAgain };
}

/** Shows what came with a new answer in the field `id`, unless somebody is typing in it. */
export function useShown(id: string, value: string): void {
  useEffect(() => {
    const field = document.getElementById(id);
    if (field instanceof HTMLInputElement && field !== document.activeElement) field.value = value;
  }, [id, value]);
}

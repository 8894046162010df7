import { useId, useRef, type MouseEvent, type ReactNode } from "react";
import { ButtonLink } from "./button";
import type { IconName } from "./icon-names";

type DialogLinkProps = {
  /** A page with the same question and form: where the link leads without a script. */
  to: string;
  /** The words of the link, which looks like a button. */
  label: ReactNode;
  variant?: "full" | "line" | "text";
  size?: "sm" | "lg";
  icon?: IconName;
  /** The question. */
  title: ReactNode;
  /** The reason, and the form with its buttons; `close` shuts the dialog (for a button that keeps things). */
  children: (close: () => void) => ReactNode;
};

/** A link to a page that asks once before something irreversible; with a script, it asks here, in a dialog. */
export function DialogLink({ to, label, title, children, ...look }: DialogLinkProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const open = (event: MouseEvent) => {
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!plain || !dialog.current) return;
    event.preventDefault();
    dialog.current.showModal();
  };
  return (
    <>
      <ButtonLink {...look} to={to} onClick={open}>
        {label}
      </ButtonLink>
      <dialog className="dialog" ref={dialog} aria-labelledby={titleId}>
        <h2 id={titleId}>{title}</h2>
        {children(() => dialog.current?.close())}
      </dialog>
    </>
  );
}

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "./icon";

type ErrorSummaryProps = {
  /** What is to correct, each with the id of its control; without an id the words stand alone. */
  errors: readonly { id?: string; message: string }[];
  /** Words above the list; by default "Deux réponses à corriger". */
  title?: string;
};

/** What is wrong in a form, above it, each line leading to its field. It takes the focus; nothing typed is lost. */
export function ErrorSummary({ errors, title }: ErrorSummaryProps) {
  const t = useTranslations("common");
  const box = useRef<HTMLDivElement>(null);
  const said = errors.map(({ message }) => message).join("\n");
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);
  if (errors.length === 0) return null;
  return (
    <div className="alert alert--no errors" role="alert" tabIndex={-1} ref={box}>
      <Icon name="circle-x" />
      <h2>{title ?? t("toCorrect", { count: errors.length })}</h2>
      <ul>
        {errors.map(({ id, message }) => (
          <li key={`${id}${message}`}>{id ? <a href={`#${id}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </div>
  );
}

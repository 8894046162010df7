import {
  createContext,
  useContext,
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from "react";
import { useTranslations } from "use-intl";
import { classes, Icon } from "./icon";

type Wiring = { id: string; describedBy: string | undefined; invalid: boolean };
const FieldContext = createContext<Wiring | null>(null);

/** What a control inside a Field must carry to be named, described and marked wrong. */
export function useFieldWiring(own: { id?: string; describedBy?: string } = {}) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.id,
    "aria-describedby": classes(own.describedBy, field?.describedBy),
    "aria-invalid": field?.invalid || undefined,
  };
}

type FieldProps = {
  label: ReactNode;
  /** The control's id; conform's `fields.x.id` goes here. Made up when absent. */
  id?: string;
  hint?: ReactNode;
  /** What is wrong, already in words; a falsy value means nothing is. */
  error?: ReactNode;
  /** Adds "(facultatif)": required is the rule, optional is said. */
  optional?: boolean;
  /** Words beside the label, in parentheses: "(14 au plus)". */
  note?: ReactNode;
  className?: string;
  /** One Input, Select, TextArea or any control that uses `useFieldWiring`. */
  children: ReactNode;
};

/** A label above, a control, a hint under it, an error with its icon: everything tied together for screen readers. */
export function Field({ label, id, hint, error, optional, note, className, children }: FieldProps) {
  const made = useId();
  const control = id ?? made;
  // The names that conform gives: a control wired by hand with getInputProps finds the same elements.
  const hintId = `${control}-description`;
  const errorId = `${control}-error`;
  const wiring = {
    id: control,
    describedBy: classes(Boolean(error) && errorId, Boolean(hint) && hintId),
    invalid: Boolean(error),
  };
  return (
    <div className={classes("field", wiring.invalid && "field--wrong", className)}>
      <label htmlFor={control}>
        {label} <LabelNote optional={optional} note={note} />
      </label>
      <FieldContext.Provider value={wiring}>{children}</FieldContext.Provider>
      {hint && (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
      {error && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  );
}

function LabelNote({ optional, note }: Pick<FieldProps, "optional" | "note">) {
  const t = useTranslations("common");
  if (!optional && !note) return null;
  return <span className="opt">{note ?? `(${t("optional")})`}</span>;
}

/** The words of an error, under what it is about. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <span className="wrong" id={id}>
      <Icon name="circle-alert" size="sm" />
      <span>{children}</span>
    </span>
  );
}

/** A group of controls under one question: radio buttons, check boxes, days of a week. */
export function FieldSet({ label, hint, error, optional, note, className, children }: Omit<FieldProps, "id">) {
  const made = useId();
  return (
    <fieldset
      className={classes("field", Boolean(error) && "field--wrong", className)}
      aria-describedby={classes(Boolean(error) && `${made}-error`, Boolean(hint) && `${made}-description`)}
    >
      <legend>
        {label} <LabelNote optional={optional} note={note} />
      </legend>
      {hint && (
        <span className="hint" id={`${made}-description`}>
          {hint}
        </span>
      )}
      {children}
      {error && <FieldError id={`${made}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

/** A one-line field. Takes every attribute of <input>; its id and error come from the Field around it. */
export function Input({ className, ...rest }: InputHTMLAttributes<HTMLInputElement>) {
  const wiring = useFieldWiring({ id: rest.id, describedBy: rest["aria-describedby"] });
  return <input type="text" {...rest} {...wiring} className={classes("input", className)} />;
}

/** A field of several lines. */
export function TextArea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const wiring = useFieldWiring({ id: rest.id, describedBy: rest["aria-describedby"] });
  return <textarea {...rest} {...wiring} className={classes("input", className)} />;
}

/** A choice of a Select. */
export type Option = { value: string; label: string };

type SelectProps = SelectHTMLAttributes<HTMLSelectElement> & { options?: readonly Option[] };

/** A list of choices: `options`, or <option> children. */
export function Select({ className, options, children, ...rest }: SelectProps) {
  const wiring = useFieldWiring({ id: rest.id, describedBy: rest["aria-describedby"] });
  return (
    <select {...rest} {...wiring} className={classes("input", className)}>
      {options?.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
      {children}
    </select>
  );
}

/** An hour of the pôle's clock, among those the rules allow: "14:30" shown as "14 h 30". */
export function TimeField({
  times,
  ...rest
}: Omit<SelectProps, "options" | "children"> & { times: readonly Option[] }) {
  return <Select {...rest} options={times} />;
}

type CheckProps = InputHTMLAttributes<HTMLInputElement> & { label: ReactNode; hint?: ReactNode };

/** A box to check (or, with type="radio", one choice of a FieldSet) and its words. */
export function Check({ label, hint, className, ...rest }: CheckProps) {
  return (
    <label className={classes("check", className)}>
      <input type="checkbox" {...rest} />
      <span>
        {label}
        {hint && <span className="hint">{hint}</span>}
      </span>
    </label>
  );
}

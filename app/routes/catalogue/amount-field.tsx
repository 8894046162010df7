import { useErrorWords } from "~/form";
import { Field, useFieldWiring } from "~/ui/field";
import type { ReadField } from "./form-reader";

type AmountFieldProps = { field: ReadField; label: string; hint?: string | undefined; unit: string };

/** A number typed with its unit after it: "6,00 €", "50 km". */
export function AmountField({ field, label, hint, unit }: AmountFieldProps) {
  const words = useErrorWords();
  return (
    <Field label={label} id={field.id} hint={hint} error={words(field.errors)}>
      <AmountInput field={field} unit={unit} />
    </Field>
  );
}

function AmountInput({ field, unit }: Pick<AmountFieldProps, "field" | "unit">) {
  const wiring = useFieldWiring();
  return (
    <span className="amount">
      <input
        type="text"
        inputMode="decimal"
        className="input"
        name={field.name}
        defaultValue={field.value}
        maxLength={15}
        autoComplete="off"
        {...wiring}
      />
      <span aria-hidden="true">{unit}</span>
    </span>
  );
}

import { useForm } from "@conform-to/react";
import { useTranslations } from "use-intl";
import type { FormAgain } from "~/http/form-again";
import { Alert } from "~/ui/alert";
import { ErrorSummary } from "~/ui/error-summary";

/** A form of a page: its fields with what was typed, and what the server found wrong (see app/http/form-again.ts). */
export function usePageForm<T extends Record<string, unknown>>(id: string, answer: FormAgain | undefined) {
  return useForm<T>({ id, lastResult: answer?.result ?? null });
}

/** Message keys of `errors` in words; the first one counts. Undefined when nothing is wrong. */
export function useErrorWords(minutes: number | null = null): (keys: string[] | undefined) => string | undefined {
  const t = useTranslations("errors");
  return (keys) => {
    // Keys come from every capability's forms: the type knows them, the form's data does not.
    const key = keys?.[0] as "invalid" | undefined;
    return key && (t.has(key) ? t(key, { minutes: minutes ?? 1 } as never) : t("invalid"));
  };
}

interface WrongForm {
  readonly id: string;
  readonly errors: string[] | undefined;
  readonly allErrors: Record<string, string[]>;
}

type FormErrorsProps = {
  form: WrongForm;
  answer: FormAgain | undefined;
  /** The labels of the fields, by name: "to be filled in" says little far from its field. */
  labels: Readonly<Record<string, string>>;
};

/** What is wrong with a form, above its fields: one sentence for the whole, or a list that leads to each field. */
export function FormErrors({ form, answer, labels }: FormErrorsProps) {
  const t = useTranslations("errors");
  const words = useErrorWords(answer?.minutes);
  const whole = words(form.errors);
  const fields = Object.entries(form.allErrors)
    .filter(([name]) => name !== "")
    .map(([name, keys]) => ({
      id: `${form.id}-${name}`,
      message: t("ofField", { field: labels[name] ?? name, problem: words(keys) ?? "" }),
    }));
  return (
    <>
      {whole && (
        <Alert tone="no" live>
          {whole}
        </Alert>
      )}
      <ErrorSummary errors={fields} />
    </>
  );
}

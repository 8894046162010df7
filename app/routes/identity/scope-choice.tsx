import { useTranslations } from "use-intl";
import { Check, FieldSet, type Option } from "~/ui/field";

type ScopeChoiceProps = {
  /** Where the summary of errors leads. */
  id: string;
  scopes: readonly Option[];
  /** What was ticked before; null the first time: all of them are. */
  chosen: readonly (string | undefined)[] | null;
  error: string | undefined;
};

/** What a token will be held to. */
export function ScopeChoice({ id, scopes, chosen, error }: ScopeChoiceProps) {
  const t = useTranslations("identity.tokens");
  return (
    <div id={id} tabIndex={-1}>
      <FieldSet label={t("may")} hint={t("mayHint")} error={error}>
        {scopes.map(({ value, label }) => (
          <Check
            key={value}
            name="scopes"
            value={value}
            label={label}
            defaultChecked={chosen === null || chosen.includes(value)}
          />
        ))}
      </FieldSet>
    </div>
  );
}

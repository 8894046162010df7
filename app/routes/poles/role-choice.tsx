import { useTranslations } from "use-intl";
import { Check, FieldSet } from "~/ui/field";

const roles = ["employee", "treasurer", "administrator"] as const;

/** A role in a structure, with what each one may do. */
export function RoleChoice({ id, chosen, error }: { id: string; chosen: string; error: string | undefined }) {
  const t = useTranslations("poles");
  return (
    <FieldSet label={t("fields.role")} error={error}>
      {roles.map((role, index) => (
        <Check
          key={role}
          type="radio"
          name="role"
          id={index === 0 ? id : undefined}
          value={role}
          label={t(`role.${role}`)}
          hint={t(`roleHint.${role}`)}
          defaultChecked={role === chosen}
        />
      ))}
    </FieldSet>
  );
}

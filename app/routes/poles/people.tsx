import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Icon } from "~/ui/icon";
import { Sheet } from "~/ui/surface";

type PeopleProps = {
  pole: string;
  structure: string;
  people: readonly {
    id: string;
    name: string;
    email: string;
    role: "administrator" | "treasurer" | "employee";
    me: boolean;
  }[];
  editable: boolean;
};

/** Those who work for a structure, with their role in it. */
export function People({ pole, structure, people, editable }: PeopleProps) {
  const t = useTranslations("poles");
  if (people.length === 0) {
    return (
      <Empty picture="bunch" title={t("structure.peopleEmpty")} level={3}>
        {t("structure.peopleEmptyText")}
      </Empty>
    );
  }
  return (
    <Sheet as="ul">
      {people.map(({ id, name, email, role, me }) => (
        <li key={id} className="member">
          <span className="who">
            <Icon name="user" />
            <span>
              <b>{name}</b> {me && <span className="soft">({t("structure.you")})</span>}
              <span className="small soft block">{email}</span>
            </span>
          </span>
          <span className="actions">
            <Badge tone={role === "administrator" ? "you" : undefined}>{t(`role.${role}`)}</Badge>
            {editable && (
              <ButtonLink
                variant="line"
                size="sm"
                to={paths.colleague(pole, structure, id)}
                aria-label={t("structure.editNamed", { name })}
              >
                {t("structure.edit")}
              </ButtonLink>
            )}
          </span>
        </li>
      ))}
    </Sheet>
  );
}

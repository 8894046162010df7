import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import type { Declaration } from "~server/poles";

/** What a structure says of itself, and where it is changed. */
export function DeclaredFacts({ declared, edit }: { declared: readonly Declaration[]; edit: string | null }) {
  const t = useTranslations("declarations");
  return (
    <aside className="card stack" aria-labelledby="qualites">
      <h2 id="qualites">{t("section")}</h2>
      {declared.length === 0 ? (
        <p className="soft">{t("none")}</p>
      ) : (
        <p className="facts-in">
          {declared.map((each) => (
            <Badge key={each} icon={each === "publicBuyer" ? "landmark" : "check"}>
              {t(`say.${each}`)}
            </Badge>
          ))}
        </p>
      )}
      {edit && (
        <ButtonLink variant="line" to={edit} icon="pencil">
          {t("edit")}
        </ButtonLink>
      )}
    </aside>
  );
}

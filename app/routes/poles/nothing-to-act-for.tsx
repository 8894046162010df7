import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";

type NothingToActForProps = {
  email: string;
  outside: readonly { id: string; name: string; administrators: string | null }[];
};

/** Somebody whose structures are in no pôle, or who has none: why nothing can be done here, and what to do. */
export function NothingToActFor({ outside, email }: NothingToActForProps) {
  const t = useTranslations("poles.actingFor");
  const [first, ...others] = outside;
  return (
    <div className="wrap narrow">
      <PageHead
        title={first ? t("outside.title", { structure: first.name }) : t("nothing.title")}
        lead={first ? t("outside.text", { structure: first.name }) : t("nothing.text")}
      />
      <div className="stack">
        <h2>{t("whatToDo")}</h2>
        <p>{first ? t("outside.what", { email }) : t("nothing.what", { email })}</p>
        {first?.administrators && <p>{t("outside.administrators", { names: first.administrators })}</p>}
        {others.map(({ id, name, administrators }) => (
          <p key={id}>
            {t("outside.also", { structure: name })}{" "}
            {administrators && t("outside.administrators", { names: administrators })}
          </p>
        ))}
        <div className="actions">
          <ButtonLink to={paths.account()}>{t("account")}</ButtonLink>
          <ButtonLink to={paths.help()} variant="line">
            {t("help")}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}

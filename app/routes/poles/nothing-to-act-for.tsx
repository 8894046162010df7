import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";

type NothingToActForProps = {
  email: string;
  outside: readonly { id: string; name: string; administrators: string | null }[];
};

/** Somebody whose structures are in no pôle, or who has none: why nothing can be done here, and what to do. */
export function NothingToActFor({ outside, email }: NothingToActForProps) {
  const t = useTranslations("poles.actingFor");
  const actions = (
    <>
      <ButtonLink to={paths.account()}>{t("account")}</ButtonLink>
      <ButtonLink to={paths.help()} variant="line">
        {t("help")}
      </ButtonLink>
    </>
  );
  if (outside.length === 0) {
    return (
      <div className="wrap narrow">
        <PageHead title={t("nothing.title")} lead={t("nothing.text")} />
        <p>{t("nothing.what", { email })}</p>
        <div className="actions">{actions}</div>
      </div>
    );
  }
  return (
    <div className="wrap narrow">
      {outside.map(({ id, name, administrators }, index) => (
        <section key={id} className="stack">
          {index === 0 ? (
            <PageHead title={t("outside.title", { structure: name })} lead={t("outside.text", { structure: name })} />
          ) : (
            <Empty picture="bunch" title={t("outside.title", { structure: name })} />
          )}
          {administrators && <p>{t("outside.administrators", { names: administrators })}</p>}
        </section>
      ))}
      <p>{t("outside.what", { email })}</p>
      <div className="actions">{actions}</div>
    </div>
  );
}

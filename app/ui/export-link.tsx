import { useTranslations } from "use-intl";
import { ButtonLink } from "./button";

/** The same list as a file: a plain link that the browser saves. */
export function ExportLink({ to }: { to: string }) {
  const t = useTranslations("exports");
  return (
    <ButtonLink variant="text" icon="download" to={to} reloadDocument>
      {t("link")}
    </ButtonLink>
  );
}

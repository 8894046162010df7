import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { useIsGuest } from "~/viewer";

/** On a resource's page: saying that something is wrong; for its owner, what is asked of those who use it. */
export function UseLinks({ pole, id, owner }: { pole: string; id: string; owner: boolean }) {
  const t = useTranslations("use");
  // Guests tell it to the structure that shares it.
  if (useIsGuest()) return null;
  return (
    <div className="actions section">
      <ButtonLink to={paths.reportIncident(pole, id)} variant="line" size="sm" icon="triangle-alert">
        {t("panel.reportIncident")}
      </ButtonLink>
      {owner && (
        <ButtonLink to={paths.useSettings(pole, id)} variant="line" size="sm" icon="qr-code">
          {t("settings.title")}
        </ButtonLink>
      )}
    </div>
  );
}

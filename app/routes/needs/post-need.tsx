import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";

/** From the list of needs: to one's own, and to post another. */
export function PostNeed({ pole }: { pole: string }) {
  const t = useTranslations("needsForm.own");
  return (
    <>
      <ButtonLink variant="line" icon="list" to={paths.ownNeeds(pole)}>
        {t("title")}
      </ButtonLink>
      <ButtonLink icon="plus" to={paths.newNeed(pole)}>
        {t("add")}
      </ButtonLink>
    </>
  );
}

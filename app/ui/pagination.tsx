import { useTranslations } from "use-intl";
import { ButtonLink } from "./button";

type PaginationProps = {
  page: number;
  pageCount: number;
  /** The address of a page, its filters kept. */
  to: (page: number) => string;
};

/** Previous and next, and where one is. Nothing when one page holds all. */
export function Pagination({ page, pageCount, to }: PaginationProps) {
  const t = useTranslations("common");
  if (pageCount <= 1) return null;
  return (
    <nav className="pages" aria-label={t("pages.label")}>
      {page > 1 ? (
        <ButtonLink variant="line" size="sm" icon="chevron-left" to={to(page - 1)} rel="prev">
          {t("previous")}
        </ButtonLink>
      ) : (
        <span />
      )}
      <span aria-current="page">{t("pages.of", { page, count: pageCount })}</span>
      {page < pageCount ? (
        <ButtonLink variant="line" size="sm" to={to(page + 1)} rel="next">
          {t("next")}
        </ButtonLink>
      ) : (
        <span />
      )}
    </nav>
  );
}

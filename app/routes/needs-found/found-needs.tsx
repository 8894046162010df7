import { useTranslations } from "use-intl";
import { Chip, Chips } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Pagination } from "~/ui/pagination";
import { Section, Sheet } from "~/ui/surface";
import type { NeedListView } from "./list-view";
import { NeedRow } from "./need-row";

/** What was found, by pages; or why there is nothing, and what to do. `to` is the address of a page. */
export function FoundNeeds({ view, to }: { view: NeedListView; to: (page: number) => string }) {
  const t = useTranslations("needsFound");
  const words = view.asked ? "nothing" : view.filters.list;
  return (
    <>
      {view.wheres.length > 0 && (
        <Chips label={t("where.label")}>
          {view.wheres.map(({ key, to: address, label, current }) => (
            <Chip key={key} to={address} current={current}>
              {label}
            </Chip>
          ))}
        </Chips>
      )}
      <Section
        className="results"
        title={view.found}
        aside={view.total > 1 && <p className="small soft">{t(view.filters.list === "closed" ? "last" : "soonest")}</p>}
      >
        {view.rows.length === 0 ? (
          <Empty
            picture={view.asked ? "search" : "box"}
            level={3}
            title={t(`empty.${words}.title`)}
            actions={
              view.asked && (
                <ButtonLink to={view.all} variant="line">
                  {t("empty.all")}
                </ButtonLink>
              )
            }
          >
            {t(`empty.${words}.text`)}
          </Empty>
        ) : (
          <Sheet as="ul" className="needs-found">
            {view.rows.map((row) => (
              <NeedRow key={row.id} row={row} back={to(view.page)} />
            ))}
          </Sheet>
        )}
      </Section>
      <Pagination page={view.page} pageCount={view.pages} to={to} />
    </>
  );
}

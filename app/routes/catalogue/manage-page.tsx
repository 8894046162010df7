import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { PageHead, Tabs } from "~/ui/surface";
import type { manageTabs } from "./manage-tabs";

type ManagePageProps = {
  pole: string;
  resource: { id: string; name: string };
  tabs: ReturnType<typeof manageTabs>;
  title: string;
  lead: string;
  actions?: ReactNode;
  children: ReactNode;
};

/** A page on which one side of a resource is managed, with the way to the others. */
export function ManagePage({ pole, resource, tabs, title, lead, actions, children }: ManagePageProps) {
  const t = useTranslations("composition");
  return (
    <div className="wrap manage">
      <PageHead
        title={title}
        lead={lead}
        crumbs={[
          { label: t("catalogue"), to: paths.catalogue(pole) },
          { label: resource.name, to: paths.resource(pole, resource.id) },
        ]}
        here={tabs.find(({ current }) => current)?.label}
        actions={actions}
      />
      <Tabs label={t("tabs.label")} items={tabs} />
      {children}
    </div>
  );
}

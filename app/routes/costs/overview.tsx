import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { Badge } from "~/ui/badge";
import { Empty } from "~/ui/empty";
import { PageHead, Section, Sheet } from "~/ui/surface";
import { monthsOf } from "~server/costs";
import { formatMonth } from "~server/kernel/format";
import { CostsNav } from "./section-nav";

/** What the pôle shares: for who runs it, and for each member its own. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "costs");
  const months = (await monthsOf(actor)).map(({ id, startsOn, state }) => ({
    id,
    name: formatMonth(startsOn, actor.locale),
    state,
  }));
  return { months, title: await pageTitle(actor.locale, t("title")) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function CostsOverview() {
  const { months } = useLoaderData<typeof loader>();
  const t = useTranslations("costs");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} />
      <CostsNav />
      {months.length === 0 ? (
        <Empty picture="bunch" title={t("empty.title")}>
          {t("empty.text")}
        </Empty>
      ) : (
        <Section title={t("months")}>
          <Sheet as="ul">
            {months.map(({ id, name, state }) => (
              <li key={id} className="between">
                <span>{name}</span>
                <Badge tone={state === "closed" ? "ok" : "wait"}>{t(`state.${state}`)}</Badge>
              </li>
            ))}
          </Sheet>
        </Section>
      )}
    </div>
  );
}

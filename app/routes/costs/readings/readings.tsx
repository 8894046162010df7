import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { Alert } from "~/ui/alert";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";
import { readingsOf } from "~server/costs";
import { parseLocalDate } from "~server/kernel/time";
import { CostsNav } from "../section-nav";
import { answerReadings } from "./readings-answer";
import { ChooseReadings, EnterReadings, PasteReadings, ReadingList } from "./readings-parts";
import { readingsView } from "./readings-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const asked = new URL(args.request.url).searchParams;
  const month = parseLocalDate(`${asked.get("mois") ?? ""}-01`) ?? undefined;
  const readings = await readingsOf(actor, { poolId: asked.get("poste") ?? undefined, month });
  const t = await translator(actor.locale, "costsPools");
  return {
    view: await readingsView(readings, asked.get("mesure"), actor),
    title: await pageTitle(actor.locale, t("readingsPage.title")),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  return answerReadings(await fieldsOf(args.request), actor);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Use that Grappe does not know by itself, typed by month. */
export default function Readings() {
  const t = useTranslations("costsPools.readingsPage");
  const { view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={view.can.manage ? t("lead") : t("leadMember")} />
      <CostsNav />
      {view.poolId === null ? (
        <Empty picture="calendar" title={t("emptyPools")}>
          {t("emptyPoolsLead")}
        </Empty>
      ) : (
        <>
          <ChooseReadings view={view} />
          {answer?.refusal && (
            <Alert tone="no" live>
              {answer.refusal}
            </Alert>
          )}
          {view.locked && <Alert icon="lock-keyhole">{t("locked")}</Alert>}
          {view.can.enter && <EnterReadings view={view} answer={answer} />}
          <ReadingList view={view} />
          {view.can.enter && <PasteReadings view={view} answer={answer} />}
        </>
      )}
    </div>
  );
}

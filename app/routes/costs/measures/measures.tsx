import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Empty } from "~/ui/empty";
import { PageHead, Section } from "~/ui/surface";
import { measuresOfStructures, readMeasuresForm, setMeasures } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { errorWords, typedOf } from "../pools/problem-answer";
import { CostsNav } from "../section-nav";
import { MeasuresForm, MeasuresHistory, MeasuresTable } from "./measures-parts";
import { measuresView } from "./measures-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const view = await measuresView(await measuresOfStructures(actor), actor);
  const t = await translator(actor.locale, "costsPools");
  return { view, title: await pageTitle(actor.locale, t("measuresPage.title")) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage", null);
  const form = await fieldsOf(args.request);
  const { structures } = await measuresOfStructures(actor);
  const read = readMeasuresForm(
    form,
    structures.map(({ id }) => id),
  );
  const { fields } = typedOf(form);
  if (!read.ok)
    return data({ fields, errors: await errorWords(read.errors, actor.locale), nothing: false }, { status: 422 });
  const changed = await setMeasures(actor, read.value);
  if (changed === 0) return data({ fields, errors: {}, nothing: true });
  throw await redirectWithFlash(paths.costMeasures(actor.poleSlug), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

/** Full-time equivalents, heads and floor space: what stands, from a day on. */
export default function Measures() {
  const t = useTranslations("costsPools.measuresPage");
  const { view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { manage } = view.can;
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={manage ? t("lead") : t("leadMember")} />
      <CostsNav />
      {view.structures.length === 0 ? (
        <Empty picture="bunch" title={t("empty")}>
          {t("emptyLead")}
        </Empty>
      ) : (
        <>
          <Section title={manage ? t("fill") : t("today")} id="aujourd-hui">
            {manage ? <MeasuresForm view={view} answer={answer} /> : <MeasuresTable view={view} />}
          </Section>
          <MeasuresHistory view={view} />
        </>
      )}
    </div>
  );
}

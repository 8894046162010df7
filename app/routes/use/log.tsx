import { parseWithZod } from "@conform-to/zod/v4";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";
import { allow } from "~server/kernel/permissions";
import { correctionForm, correctReading, logOf, useSettingsOf } from "~server/use";
import { CorrectionForm, LogTable } from "./log-table";
import { logView } from "./log-view";
import { wrongWords } from "./state-answer";
import { kilometreWords } from "./words";

/** Who took it, how far, in what state: for its owner. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const settings = await useSettingsOf(actor, args.params.resource ?? "");
  const { resourceId: id, resourceName: name } = settings;
  const page = Number(/^\d{1,4}$/.exec(new URL(args.request.url).searchParams.get("page") ?? "")?.[0] ?? 1) || 1;
  const { lines, more } = await logOf(actor, id, page);
  const t = await translator(actor.locale, "use");
  return {
    title: await pageTitle(actor.locale, t("log.titleOf", { name })),
    pole: actor.poleSlug,
    id,
    name,
    page,
    more,
    canEdit: settings.can.edit,
    log: await logView(lines, actor),
  };
});

/** Corrects one reading. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { resourceId, can } = await useSettingsOf(actor, args.params.resource ?? "");
  if (!can.edit) allow(actor, "catalogue.edit", null);
  const t = await translator(actor.locale, "use");
  const form = await fieldsOf(args.request);
  const typed = { lecture: formText(form, "lecture"), compteur: formText(form, "compteur") };
  const submission = parseWithZod(form, { schema: correctionForm });
  if (submission.status !== "success" || submission.value.compteur === undefined) {
    const keys = submission.status === "success" ? undefined : submission.error?.compteur;
    return data({ typed, error: wrongWords(keys?.[0] ?? "odometer_invalid", t) }, { status: 422 });
  }
  const { lecture, compteur } = submission.value;
  const outcome = await correctReading(actor, { recordId: lecture, odometer: compteur });
  if (!outcome.ok) {
    const other = kilometreWords(outcome.problem.other, actor);
    return data({ typed, error: t("log.crossed", { other }) }, { status: 422 });
  }
  return redirectWithFlash(paths.useLog(actor.poleSlug, resourceId), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Log() {
  const { pole, id, name, page, more, canEdit, log } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("use");
  return (
    <div className="wrap">
      <PageHead
        title={t("log.titleOf", { name })}
        lead={t("log.lead")}
        crumbs={[
          { label: name, to: paths.resource(pole, id) },
          ...(canEdit ? [{ label: t("settings.title"), to: paths.useSettings(pole, id) }] : []),
        ]}
        here={t("log.title")}
        actions={
          log.lines.length > 0 && (
            <ButtonLink to={paths.useLogFile(pole, id)} variant="line" icon="download" reloadDocument>
              {t("log.download")}
            </ButtonLink>
          )
        }
      />
      {log.lines.length === 0 ? (
        <Empty picture="box" title={t("log.empty")}>
          {t("log.emptyText")}
        </Empty>
      ) : (
        <LogTable caption={t("log.caption", { name })} lines={log.lines} />
      )}
      {(page > 1 || more) && (
        <p className="row mt-4">
          {page > 1 && <Link to={paths.useLog(pole, id, { page: page - 1 })}>{t("log.previous")}</Link>}
          {more && <Link to={paths.useLog(pole, id, { page: page + 1 })}>{t("log.next")}</Link>}
        </p>
      )}
      {canEdit && log.readings.length > 0 && <CorrectionForm readings={log.readings} answer={answer} />}
    </div>
  );
}

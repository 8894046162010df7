import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Card, PageHead } from "~/ui/surface";
import { archivePool, poolOf, restorePool } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { answerProblem } from "./problem-answer";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage", null);
  const { id, name } = await poolOf(actor, args.params.pool ?? "");
  const t = await translator(actor.locale, "costsPools");
  const title = t("archive.title", { name });
  return { pole: actor.poleSlug, id, name, title, tab: await pageTitle(actor.locale, title) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { pool = "" } = args.params;
  // The form that undoes an archiving has an address and no field.
  if (new URL(args.request.url).searchParams.has("retablir")) {
    const outcome = await restorePool(actor, pool);
    if (!outcome.ok) return answerProblem(outcome.problem, actor);
    throw await redirectWithFlash(paths.costPool(actor.poleSlug, pool), { key: "poolRestored" });
  }
  await archivePool(actor, pool);
  const undo = paths.restoreCostPool(actor.poleSlug, pool);
  throw await redirectWithFlash(paths.costPools(actor.poleSlug), { key: "poolArchived", undo });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** Asks once before a pool leaves the lists. */
export default function ArchivePool() {
  const t = useTranslations("costsPools");
  const { pole, id, name, title } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const page = paths.costPool(pole, id);
  return (
    <div className="wrap narrow">
      <PageHead
        title={title}
        lead={t("archive.lead")}
        crumbs={[
          { label: t("title"), to: paths.costPools(pole) },
          { label: name, to: page },
        ]}
        here={t("page.archive")}
      />
      {answer && (
        <Alert tone="no" live>
          {answer.refusal}
        </Alert>
      )}
      <Card>
        <Form method="post" className="stack">
          <p className="soft">{t("archive.undo")}</p>
          <div className="actions">
            <SubmitButton icon="archive">{t("archive.do")}</SubmitButton>
            <ButtonLink variant="text" to={page}>
              {t("archive.keep")}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}

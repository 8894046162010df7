import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { changeKeyVersion, keyChoices, removeKeyVersion } from "~server/costs";
import { answerKeyForm, refusalWords } from "./key-answer";
import { KeyForm, KeyGenres } from "./key-form";
import { keyFormView } from "./key-form-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { pool = "", version = "" } = args.params;
  const asked = new URL(args.request.url).searchParams.get("genre");
  const view = await keyFormView(await keyChoices(actor, pool, version), asked, actor, version);
  return { view, tab: await pageTitle(actor.locale, view.title) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { pool = "", version = "" } = args.params;
  const form = await fieldsOf(args.request);
  const choices = await keyChoices(actor, pool, version);
  if (form.get("intent") === "remove") {
    const outcome = await removeKeyVersion(actor, pool, version);
    if (outcome.ok) throw await redirectWithFlash(paths.costPool(actor.poleSlug, pool), { key: "keyRemoved" });
    const refusal = await refusalWords(outcome.problem, actor);
    return data({ fields: {}, errors: {}, preview: null, refusal }, { status: 409 });
  }
  return answerKeyForm(form, choices, actor, (changed) => changeKeyVersion(actor, pool, version, changed));
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.tab }];

/** A version that has not served: to change or take back. One that has stays as it is. */
export default function EditKey() {
  const t = useTranslations("costsPools");
  const { view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="wrap">
      <PageHead
        title={view.title}
        crumbs={[
          { label: t("title"), to: paths.costPools(view.pole) },
          { label: view.pool.name, to: paths.costPool(view.pole, view.pool.id) },
        ]}
        here={t("page.key")}
      />
      {view.served ? (
        <Alert icon="lock-keyhole" title={t("keyForm.served")} level={2}>
          <p>{view.served}</p>
          <ButtonLink to={paths.addCostKey(view.pole, view.pool.id)} icon="scale">
            {t("keyForm.servedDo")}
          </ButtonLink>
        </Alert>
      ) : view.genre ? (
        <KeyForm view={view} answer={answer} removable />
      ) : (
        <KeyGenres view={view} />
      )}
    </div>
  );
}

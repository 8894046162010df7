import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { addKeyVersion, keyChoices } from "~server/costs";
import { newId } from "~server/kernel/ids";
import { answerKeyForm } from "./key-answer";
import { KeyForm, KeyGenres } from "./key-form";
import { keyFormView } from "./key-form-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const choices = await keyChoices(actor, args.params.pool ?? "");
  const view = await keyFormView(choices, new URL(args.request.url).searchParams.get("genre"), actor);
  return { view, tab: await pageTitle(actor.locale, view.title) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const choices = await keyChoices(actor, args.params.pool ?? "");
  return answerKeyForm(await fieldsOf(args.request), choices, actor, (version) =>
    addKeyVersion(actor, choices.pool.id, { id: newId(), ...version }),
  );
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** A new version of a pool's key: first its kind, then its fields. */
export default function AddKey() {
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
      {view.genre ? <KeyForm view={view} answer={answer} /> : <KeyGenres view={view} />}
    </div>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { PageHead } from "~/ui/surface";
import { editSearch, removeSearch, searchOfOwn } from "~server/tenders";
import { SearchForm } from "./search-form";
import { readSearchForm, searchFormView } from "./search-view";

/** A search that is kept: changed, or forgotten. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const search = await searchOfOwn(actor, args.params.search ?? "");
  return {
    title: await pageTitle(actor.locale, search.name),
    pole: actor.poleSlug,
    name: search.name,
    view: await searchFormView(actor, search),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { id } = await searchOfOwn(actor, args.params.search ?? "");
  const form = await fieldsOf(args.request);
  const all = paths.needAlerts(actor.poleSlug);
  if (formText(form, "intent") === "remove") {
    await removeSearch(actor, id);
    return redirectWithFlash(all, { key: "searchRemoved" });
  }
  const read = await readSearchForm(form, actor);
  if (!read.ok) return read.again;
  await editSearch(actor, id, read.search);
  return redirectWithFlash(all, { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function EditAlert() {
  const { pole, name, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("needAlerts");
  const f = useTranslations("needsFound");
  const crumbs = [
    { label: f("title"), to: paths.needs(pole) },
    { label: t("title"), to: paths.needAlerts(pole) },
  ];
  return (
    <div className="wrap narrow">
      <PageHead title={name} crumbs={crumbs} />
      <SearchForm view={answer?.view ?? view} wrong={answer?.wrong} />
      <details className="need-refuse alert-remove">
        <summary>
          {t("remove")}
          <Icon name="chevron-down" size="sm" />
        </summary>
        <Form method="post" className="card stack">
          <p>{t("removeSure")}</p>
          <div className="actions">
            <SubmitButton variant="danger" name="intent" value="remove">
              {t("removeYes")}
            </SubmitButton>
          </div>
        </Form>
      </details>
    </div>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { needFiltersOf } from "~/routes/needs-found/address";
import { PageHead } from "~/ui/surface";
import { Invalid } from "~server/kernel/errors";
import { isId, newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { keepSearch, MOST_SEARCHES } from "~server/tenders";
import { SearchForm } from "./search-form";
import { readSearchForm, searchFormView } from "./search-view";

/** Keeping the search that one comes from, or another. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  allow(actor, "needs.view");
  const t = await translator(actor.locale, "needAlerts");
  const filters = needFiltersOf(new URL(args.request.url).searchParams);
  return {
    title: await pageTitle(actor.locale, t("new")),
    pole: actor.poleSlug,
    // Made here: the same form sent twice keeps one search.
    id: newId(),
    view: await searchFormView(actor, { name: null, filters, frequency: "immediate" }),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const form = await fieldsOf(args.request);
  const id = formText(form, "id");
  if (!isId(id)) throw new Invalid();
  const read = await readSearchForm(form, actor);
  if (!read.ok) return read.again;
  const outcome = await keepSearch(actor, { id, ...read.search });
  if (outcome.ok) return redirectWithFlash(paths.needAlerts(actor.poleSlug), { key: "searchKept" });
  const t = await translator(actor.locale, "needAlerts");
  return read.again({ form: t(`problems.${outcome.problem}`, { most: MOST_SEARCHES }) });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NewAlert() {
  const { pole, id, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("needAlerts");
  const f = useTranslations("needsFound");
  const crumbs = [
    { label: f("title"), to: paths.needs(pole) },
    { label: t("title"), to: paths.needAlerts(pole) },
  ];
  return (
    <div className="wrap narrow">
      <PageHead title={t("new")} lead={t("newLead")} crumbs={crumbs} />
      <SearchForm key={id} id={id} view={answer?.view ?? view} wrong={answer?.wrong} />
    </div>
  );
}

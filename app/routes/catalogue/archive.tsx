import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Card, PageHead } from "~/ui/surface";
import { archiveResource, comingBookings, resourceOf, restoreResource } from "~server/catalogue";
import { allow } from "~server/kernel/permissions";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { id, name, owner, archivedAt } = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", owner.id);
  const t = await translator(actor.locale, "catalogue");
  const archived = archivedAt !== null;
  const title = t(archived ? "archive.restoreTitle" : "archive.title", { name });
  const coming = await comingBookings(actor, id);
  return { pole: actor.poleSlug, id, name, archived, coming, title, tab: await pageTitle(actor.locale, title) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { resource = "" } = args.params;
  // The form that undoes an archiving has an address and no field.
  if (new URL(args.request.url).searchParams.has("retablir")) {
    await restoreResource(actor, resource);
    throw await redirectWithFlash(paths.resource(actor.poleSlug, resource), { key: "resourceRestored" });
  }
  await archiveResource(actor, resource);
  const undo = paths.restoreResource(actor.poleSlug, resource);
  throw await redirectWithFlash(paths.catalogue(actor.poleSlug), { key: "resourceArchived", undo });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** Asks once before something leaves the catalogue, or comes back. */
export default function Archive() {
  const t = useTranslations("catalogue");
  const common = useTranslations("common");
  const { pole, id, name, archived, coming, title } = useLoaderData<typeof loader>();
  const page = paths.resource(pole, id);
  return (
    <div className="wrap narrow">
      <PageHead
        title={title}
        lead={archived ? t("archive.restoreLead") : t("archive.lead", { name })}
        crumbs={[
          { label: t("title"), to: paths.catalogue(pole) },
          { label: name, to: page },
        ]}
        here={archived ? t("actions.restore") : t("actions.archive")}
      />
      <Card>
        <Form method="post" className="stack" action={archived ? paths.restoreResource(pole, id) : undefined}>
          {!archived && <p>{t("archive.coming", { count: coming })}</p>}
          {!archived && <p className="soft">{t("archive.undo")}</p>}
          <div className="actions">
            <SubmitButton icon={archived ? "undo-2" : "archive"}>
              {archived ? t("archive.restore") : t("archive.do")}
            </SubmitButton>
            <ButtonLink variant="text" to={page}>
              {archived ? common("cancel") : t("archive.keep")}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}

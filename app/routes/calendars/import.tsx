import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { PageHead } from "~/ui/surface";
import { resourceOf } from "~server/catalogue";
import { allow, can } from "~server/kernel/permissions";
import { confirm, MEGABYTES, readFile, type NotTaken } from "./import-action";
import { ImportDone, ImportPreview } from "./import-preview";
import { importView } from "./import-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { id, name, owner } = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", owner.id);
  const t = await translator(actor.locale, "calendars");
  const asked = new URL(args.request.url).searchParams.get("apercu");
  return {
    pole: actor.poleSlug,
    id,
    name,
    megabytes: MEGABYTES,
    // Whose bookings they could be.
    structure: can(actor, "bookings.request") ? actor.structureName : null,
    preview: asked ? await importView(actor, id, asked) : null,
    title: await pageTitle(actor.locale, t("import.titleOf", { name })),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { id, owner } = await resourceOf(actor, args.params.resource ?? "");
  // Before reading what may be heavy.
  allow(actor, "catalogue.edit", owner.id);
  const form = await fieldsOf(args.request);
  return formText(form, "import") ? confirm(actor, id, form) : readFile(actor, id, form);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Brings another calendar's events in, as hours that cannot be booked or as bookings. */
export default function ImportCalendar() {
  const t = useTranslations("calendars.import");
  const tb = useTranslations("common.nav");
  const { pole, id, name, megabytes, structure, preview } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as NotTaken | undefined;
  return (
    <div className="wrap narrow">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        crumbs={[
          { label: tb("catalogue"), to: paths.catalogue(pole) },
          { label: name, to: paths.resource(pole, id) },
        ]}
      />
      {preview?.result ? (
        <ImportDone pole={pole} resource={id} preview={preview} />
      ) : preview ? (
        <ImportPreview pole={pole} resource={id} structure={structure} preview={preview} answer={answer} />
      ) : (
        <Form method="post" encType="multipart/form-data" className="card stack">
          <Field label={t("file")} hint={t("fileHint", { megabytes })} error={answer?.file}>
            <Input type="file" name="file" accept=".ics,.ical,text/calendar" required />
          </Field>
          <div className="actions">
            <SubmitButton icon="upload" pendingLabel={t("reading")}>
              {t("read")}
            </SubmitButton>
          </div>
          <p className="small soft">{t("safe")}</p>
        </Form>
      )}
    </div>
  );
}

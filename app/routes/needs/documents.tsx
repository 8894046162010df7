import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Button, ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card, PageHead, Tabs } from "~/ui/surface";
import { allow } from "~server/kernel/permissions";
import { addDocuments, MAX_DOCUMENTS, needNow, removeDocument } from "~server/tenders";
import { stepsView } from "./edit-view";
import { documentsView } from "./lots-view";

/** The documents that go with a draft. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await needNow(actor, args.params.need ?? "");
  allow(actor, "needs.write", need.buyer.id);
  if (need.state !== "draft") throw redirect(paths.need(actor.poleSlug, need.id));
  const t = await translator(actor.locale, "needsForm");
  return {
    title: await pageTitle(actor.locale, t("steps.documents")),
    pole: actor.poleSlug,
    need: { id: need.id, title: need.title },
    steps: await stepsView(need, "documents", actor),
    documents: documentsView(need, actor),
    hint: t("hints.documents", { most: MAX_DOCUMENTS }),
  };
});

/** Adds what was sent, or removes what the button names. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await needNow(actor, args.params.need ?? "");
  allow(actor, "needs.write", need.buyer.id);
  const form = await fieldsOf(args.request);
  const t = await translator(actor.locale, "needsForm");
  const here = paths.needDocuments(actor.poleSlug, need.id);
  const removed = formText(form, "remove");
  if (removed) {
    await removeDocument(actor, need.id, removed);
    return redirect(here);
  }
  const sent = form.getAll("files").filter((file) => file instanceof File);
  const files = await Promise.all(
    sent
      .filter(({ size }) => size > 0)
      .map(async (file) => ({ name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  if (files.length === 0) return data({ error: t("wrong.no_file") }, { status: 422 });
  const added = await addDocuments(actor, need.id, files);
  if (added !== "done") return data({ error: t(`wrong.${added}`, { most: MAX_DOCUMENTS }) }, { status: 422 });
  return redirect(here);
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function NeedDocumentsStep() {
  const { pole, need, steps, documents, hint } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.error;
  const t = useTranslations("needsForm");
  return (
    <div className="wrap">
      <PageHead
        title={t("steps.documents")}
        lead={t("leads.documents")}
        crumbs={[
          { label: t("own.title"), to: paths.ownNeeds(pole) },
          { label: need.title || t("untitled"), to: paths.need(pole, need.id) },
        ]}
      />
      <Tabs label={t("steps.label")} items={steps} />
      <Card className="need-form stack">
        {documents.length === 0 ? (
          <p className="soft">{t("noDocument")}</p>
        ) : (
          <Form method="post">
            <ul className="docs">
              {documents.map(({ id, name, sort, to }) => (
                <li key={id}>
                  <Icon name="file-text" />
                  <a href={to} download>
                    {name}
                  </a>
                  <span className="soft">{sort}</span>
                  <Button variant="text" size="sm" icon="trash-2" iconOnly name="remove" value={id}>
                    {t("removeDocument", { name })}
                  </Button>
                </li>
              ))}
            </ul>
          </Form>
        )}
        <Form method="post" encType="multipart/form-data" className="stack">
          <ErrorSummary errors={error ? [{ id: "files", message: error }] : []} />
          <Field id="files" label={t("fields.files")} hint={hint} error={error}>
            <Input type="file" name="files" multiple />
          </Field>
          <p>
            <SubmitButton variant="line" icon="upload">
              {t("addDocuments")}
            </SubmitButton>
          </p>
        </Form>
        <p className="actions">
          <ButtonLink icon="eye" to={paths.need(pole, need.id)}>
            {t("preview")}
          </ButtonLink>
        </p>
      </Card>
    </div>
  );
}

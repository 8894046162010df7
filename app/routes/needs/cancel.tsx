import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, TextArea } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { allow } from "~server/kernel/permissions";
import { cancelNeed, needNow, textOf } from "~server/tenders";

/** Cancelling a need with a reason, or giving up a draft. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await needNow(actor, args.params.need ?? "");
  allow(actor, "needs.publish", need.buyer.id);
  const t = await translator(actor.locale, "needsForm");
  const draft = need.state === "draft";
  return {
    title: await pageTitle(actor.locale, t(draft ? "cancel.draftTitle" : "cancel.title")),
    pole: actor.poleSlug,
    need: { id: need.id, title: need.title },
    draft,
    refusal: draft || need.state === "published" ? null : t("problems.not_cancellable"),
  };
});

/** Cancels it; or says what is missing, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await needNow(actor, args.params.need ?? "");
  allow(actor, "needs.publish", need.buyer.id);
  const draft = need.state === "draft";
  const typed = formText(await fieldsOf(args.request), "reason");
  const t = await translator(actor.locale, "needsForm");
  const read = textOf(typed, 2000, { optional: draft });
  if (!read.ok) return data({ typed, error: t(`wrong.${read.problem}`, { most: 2000 }) }, { status: 422 });
  const outcome = await cancelNeed(actor, need.id, read.value);
  if (!outcome.ok) return data({ typed, error: t("problems.not_cancellable") }, { status: 422 });
  if (draft) return redirectWithFlash(paths.ownNeeds(actor.poleSlug), { key: "need_given_up" });
  return redirectWithFlash(paths.need(actor.poleSlug, need.id), { key: "need_cancelled" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function CancelNeed() {
  const { pole, need, draft, refusal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("needsForm");
  return (
    <div className="wrap">
      <PageHead
        title={t(draft ? "cancel.draftTitle" : "cancel.title")}
        lead={refusal ?? t(draft ? "cancel.draftLead" : "cancel.lead")}
        crumbs={[{ label: need.title || t("untitled"), to: paths.need(pole, need.id) }]}
      />
      <Card className="narrow">
        <Form method="post" className="stack">
          <ErrorSummary errors={answer ? [{ id: "reason", message: answer.error }] : []} />
          {!draft && !refusal && (
            <Field id="reason" label={t("cancel.reason")} hint={t("cancel.reasonHint")} error={answer?.error}>
              <TextArea name="reason" rows={4} maxLength={2000} required defaultValue={answer?.typed} />
            </Field>
          )}
          <div className="actions">
            {!refusal && <SubmitButton variant="danger">{t(draft ? "cancel.draftGo" : "cancel.go")}</SubmitButton>}
            <ButtonLink variant="text" to={paths.need(pole, need.id)}>
              {t("cancel.back")}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}

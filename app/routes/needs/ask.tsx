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
import { Invalid } from "~server/kernel/errors";
import { isId, newId } from "~server/kernel/ids";
import { askQuestion, needNow, takesQuestions, textOf } from "~server/tenders";

/** Asking about a need, without one's name. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { need, now } = await needNow(actor, args.params.need ?? "");
  const t = await translator(actor.locale, "needs");
  return {
    title: await pageTitle(actor.locale, t("questions.ask")),
    pole: actor.poleSlug,
    // Made here, sent with the form: sent twice, it asks once.
    id: newId(),
    need: { id: need.id, title: need.title },
    refusal: need.ours ? t("problems.own_need") : takesQuestions(need, now) ? null : t("problems.questions_are_over"),
  };
});

/** Asks; or says why not, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const needId = args.params.need ?? "";
  await needNow(actor, needId);
  const form = await fieldsOf(args.request);
  const t = await translator(actor.locale, "needs");
  const [id, typed] = [formText(form, "id"), formText(form, "question")];
  if (!isId(id)) throw new Invalid();
  const read = textOf(typed, 2000);
  if (!read.ok) return data({ typed, error: t(`wrong.${read.problem}`, { most: 2000 }) }, { status: 422 });
  const outcome = await askQuestion(actor, needId, { id, question: read.value });
  if (!outcome.ok) return data({ typed, error: t(`problems.${outcome.problem}`) }, { status: 422 });
  return redirectWithFlash(`${paths.need(actor.poleSlug, needId)}#questions`, { key: "question_asked" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function AskAboutNeed() {
  const { pole, id, need, refusal } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("needs.questions");
  const error = answer?.error;
  return (
    <div className="wrap">
      <PageHead
        title={t("ask")}
        lead={refusal ?? t("askLead")}
        crumbs={[{ label: need.title, to: paths.need(pole, need.id) }]}
      />
      {refusal ? (
        <ButtonLink variant="line" to={paths.need(pole, need.id)}>
          {t("back")}
        </ButtonLink>
      ) : (
        <Card className="narrow">
          <Form method="post" className="stack">
            <ErrorSummary errors={error ? [{ id: "question", message: error }] : []} />
            <input type="hidden" name="id" value={id} />
            <Field id="question" label={t("question")} hint={t("questionHint")} error={error}>
              <TextArea name="question" rows={4} maxLength={2000} required defaultValue={answer?.typed} />
            </Field>
            <SubmitButton icon="send">{t("send")}</SubmitButton>
          </Form>
        </Card>
      )}
    </div>
  );
}

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
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, TextArea } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { NotFound } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";
import { answerQuestion, needNow, textOf } from "~server/tenders";

/** Answering a question, to everybody. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await needNow(actor, args.params.need ?? "");
  const question = need.questions.find(({ id }) => id === args.params.question);
  if (!question) throw new NotFound("question");
  allow(actor, "needs.write", need.buyer.id);
  const t = await translator(actor.locale, "needs");
  return {
    title: await pageTitle(actor.locale, t("questions.answer")),
    pole: actor.poleSlug,
    need: { id: need.id, title: need.title },
    question: question.question,
    known: question.answer ?? "",
  };
});

/** Answers; or says why not, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const needId = args.params.need ?? "";
  const form = await fieldsOf(args.request);
  const t = await translator(actor.locale, "needs");
  const typed = formText(form, "answer");
  const read = textOf(typed, 5000);
  if (!read.ok) {
    const { need } = await needNow(actor, needId);
    allow(actor, "needs.write", need.buyer.id);
    return data({ typed, error: t(`wrong.${read.problem}`, { most: 5000 }) }, { status: 422 });
  }
  const outcome = await answerQuestion(actor, needId, args.params.question ?? "", read.value);
  if (!outcome.ok) return data({ typed, error: t(`problems.${outcome.problem}`) }, { status: 422 });
  return redirectWithFlash(`${paths.need(actor.poleSlug, needId)}#questions`, { key: "question_answered" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function AnswerNeedQuestion() {
  const { pole, need, question, known } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("needs.questions");
  const error = answer?.error;
  return (
    <div className="wrap">
      <PageHead
        title={t("answerTitle")}
        lead={t("answerLead")}
        crumbs={[{ label: need.title, to: paths.need(pole, need.id) }]}
      />
      <Card className="narrow">
        <Form method="post" className="stack">
          <ErrorSummary errors={error ? [{ id: "answer", message: error }] : []} />
          <p className="lines">
            <b>{question}</b>
          </p>
          <Field id="answer" label={t("yourAnswer")} error={error}>
            <TextArea name="answer" rows={5} maxLength={5000} required defaultValue={answer?.typed ?? known} />
          </Field>
          <SubmitButton icon="send">{t("answerAll")}</SubmitButton>
        </Form>
      </Card>
    </div>
  );
}

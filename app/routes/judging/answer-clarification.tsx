import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, TextArea } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { answerClarification, askedOfUs, textOf } from "~server/tenders";
import { clarificationsView } from "./clarifications-view";
import { sayOpening } from "./opening-view";

/** A clarification that the buyer asks of one's own answer. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const asked = await askedOfUs(actor, args.params.need ?? "", args.params.clarification ?? "");
  const t = await sayOpening(actor.locale);
  const { need, answer, clarification, open, now } = asked;
  const leads = answer.structureId === actor.structureId;
  const lead = answer.members.find((member) => member.lead)?.name ?? "";
  return {
    title: await pageTitle(actor.locale, t("clarify.yours")),
    needTitle: need.title,
    needTo: paths.need(actor.poleSlug, need.id),
    answerTo: paths.answer(actor.poleSlug, need.id, { reponse: leads ? undefined : answer.id }),
    asked: clarificationsView(actor, [clarification], now, t)[0]!,
    may: open && leads,
    why: !open ? t("problem.clarification_is_over") : leads ? null : t("clarify.onlyLead", { name: lead }),
  };
});

/** Answers it; or says why not, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const [needId, clarificationId] = [args.params.need ?? "", args.params.clarification ?? ""];
  await askedOfUs(actor, needId, clarificationId);
  const t = await sayOpening(actor.locale);
  const typed = formText(await fieldsOf(args.request), "answer");
  const read = textOf(typed, 5000);
  if (!read.ok) return data({ typed, error: t(`wrong.${read.problem}`, { most: 5000 }) }, { status: 422 });
  const outcome = await answerClarification(actor, { needId, clarificationId }, read.value);
  if (!outcome.ok) return data({ typed, error: t(`problem.${outcome.problem}`) }, { status: 409 });
  return redirectWithFlash(`${paths.answer(actor.poleSlug, needId)}#precisions`, { key: "clarification_answered" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function AnswerClarification() {
  const { needTitle, needTo, answerTo, asked, may, why } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("opening.clarify");
  return (
    <div className="wrap">
      <PageHead title={t("yours")} lead={t("yoursText")} crumbs={[{ label: needTitle, to: needTo }]} />
      <Card className="narrow">
        <Form method="post" className="stack">
          <ErrorSummary errors={again ? [{ id: "answer", message: again.error }] : []} />
          <p className="lines">
            <b>{asked.question}</b>
          </p>
          <p className="small soft">{asked.due}</p>
          {may || again ? (
            <Field id="answer" label={t("yourAnswer")} error={again?.error}>
              <TextArea
                name="answer"
                rows={6}
                maxLength={5000}
                required
                defaultValue={again?.typed ?? asked.answer ?? ""}
              />
            </Field>
          ) : (
            asked.answer && <p className="lines">{asked.answer}</p>
          )}
          {why && !again && <p>{why}</p>}
          <div className="actions">
            {may && <SubmitButton icon="send">{t(asked.answer ? "correct" : "send")}</SubmitButton>}
            <ButtonLink to={answerTo} variant="text">
              {t("backToAnswer")}
            </ButtonLink>
          </div>
        </Form>
      </Card>
    </div>
  );
}

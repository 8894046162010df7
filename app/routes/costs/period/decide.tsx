import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input, TextArea } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { decideDispute, disputeOf } from "~server/costs";
import { formatMoney, formatMonth } from "~server/kernel/format";
import { readDecision } from "./read-decision";

/** What the answer may be: whole, in part, not. */
const ANSWERS = ["raison", "part", "maintien"] as const;

/** Deciding a dispute, with words for who filed it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const dispute = await disputeOf(actor, args.params.dispute ?? "");
  const t = await translator(actor.locale, "costsPeriod");
  const asked = new URL(args.request.url).searchParams.get("reponse");
  const month = dispute.startsOn.slice(0, 7);
  const amount = formatMoney(dispute.cents, actor.locale);
  return {
    pole: actor.poleSlug,
    month: { name: formatMonth(dispute.startsOn, actor.locale), to: paths.costPeriod(actor.poleSlug, month) },
    statement: `${paths.costStatement(actor.poleSlug, month, dispute.structureId)}#poste-${dispute.poolId}`,
    heading: t("disputes.title", { structure: dispute.structureName, amount }),
    about: t("decide.about", { pool: dispute.poolName, month: formatMonth(dispute.startsOn, actor.locale) }),
    reason: dispute.reason,
    decided:
      dispute.state === "filed"
        ? null
        : t("disputes.outcome", { state: dispute.state, amount: formatMoney(dispute.grantedCents ?? 0, actor.locale) }),
    waits: dispute.locked,
    answer: ANSWERS.find((one) => one === asked) ?? null,
    amount,
    title: await pageTitle(actor.locale, t("decide.title")),
  };
});

/** Decides it; or says what is missing, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const dispute = await disputeOf(actor, args.params.dispute ?? "");
  const form = await fieldsOf(args.request);
  const typed = { answer: formText(form, "answer"), amount: formText(form, "amount"), words: formText(form, "words") };
  const t = await translator(actor.locale, "costsPeriod");
  const read = readDecision(typed, dispute.cents);
  const again = (errors: Record<string, string>) => data({ typed, errors }, { status: 422 });
  if (!read.ok) {
    const words = Object.entries(read.errors).map(([field, code]) => [
      field,
      t(`decide.wrong.${code}`, { most: 2000 }),
    ]);
    return again(Object.fromEntries(words) as Record<string, string>);
  }
  const outcome = await decideDispute(actor, dispute.id, read.decision);
  if (!outcome.ok) return again({ answer: t(`problem.${outcome.problem.code}`) });
  const page = paths.costPeriod(actor.poleSlug, dispute.startsOn.slice(0, 7));
  return redirectWithFlash(page, { key: "dispute_decided" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function DecideDispute() {
  const page = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("costsPeriod");
  const errors = again?.errors ?? {};
  const chosen = again?.typed.answer ?? page.answer ?? "";
  return (
    <div className="wrap">
      <PageHead
        title={page.heading}
        lead={page.about}
        crumbs={[
          { label: t("costs"), to: paths.costs(page.pole) },
          { label: page.month.name, to: page.month.to },
        ]}
        here={t("decide.title")}
      />
      <Card className="narrow disp">
        <blockquote>{t("disputes.quote", { reason: page.reason })}</blockquote>
        <p className="disp-more">
          <Link to={page.statement}>{t("disputes.statement")}</Link>
        </p>
        {page.decided ? (
          <p>
            <b>{page.decided}</b>
          </p>
        ) : page.waits ? (
          <>
            <Alert tone="you" title={t("decide.later")} level={2}>
              <p>{t("problem.month_locked")}</p>
            </Alert>
            <div className="actions">
              <ButtonLink variant="line" to={page.month.to}>
                {t("decide.back")}
              </ButtonLink>
            </div>
          </>
        ) : (
          <Form method="post" className="stack">
            <ErrorSummary errors={Object.entries(errors).map(([id, message]) => ({ id, message }))} />
            <FieldSet label={t("decide.answer")} error={errors.answer}>
              {ANSWERS.map((answer, rank) => (
                <Check
                  key={answer}
                  id={rank === 0 ? "answer" : undefined}
                  type="radio"
                  name="answer"
                  value={answer}
                  label={t(`decide.${answer}`, { amount: page.amount })}
                  hint={t(`decide.${answer}Hint`)}
                  defaultChecked={chosen === answer}
                  required
                />
              ))}
            </FieldSet>
            <Field
              id="amount"
              label={t("decide.amount")}
              hint={t("decide.amountHint", { amount: page.amount })}
              error={errors.amount}
            >
              <Input name="amount" inputMode="decimal" defaultValue={again?.typed.amount ?? ""} />
            </Field>
            <Field id="words" label={t("decide.words")} hint={t("decide.wordsHint")} error={errors.words}>
              <TextArea name="words" rows={4} maxLength={2000} required defaultValue={again?.typed.words ?? ""} />
            </Field>
            <div className="actions">
              <SubmitButton icon="send">{t("decide.go")}</SubmitButton>
              <ButtonLink variant="text" to={page.month.to}>
                {t("decide.back")}
              </ButtonLink>
            </div>
          </Form>
        )}
      </Card>
    </div>
  );
}

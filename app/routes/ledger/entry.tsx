import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { formAgain } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { Field, TextArea } from "~/ui/field";
import { Card, PageHead, Section } from "~/ui/surface";
import { newId } from "~server/kernel/ids";
import { can } from "~server/kernel/permissions";
import { entryOf, reversalForm, reverseEntry } from "~server/ledger";
import { EntryFacts } from "./entry-facts";
import { EntryLines } from "./entry-lines";
import { entryView } from "./journal-view";

/** One entry: its lines, where it comes from, its seal; and the form that takes it back. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "ledger");
  const entry = entryView(await entryOf(actor, args.params.entry ?? ""), actor, t);
  const heading = t("entryNumber", { number: entry.number, year: String(entry.year) });
  return {
    title: await pageTitle(actor.locale, heading),
    heading,
    pole: actor.poleSlug,
    entry,
    reversalId: can(actor, "costs.manage") && entry.reversible ? newId() : null,
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const entryId = args.params.entry ?? "";
  await entryOf(actor, entryId);
  const form = await readForm(args.request, reversalForm);
  if (!form.ok) return formAgain(form.submission);
  const outcome = await reverseEntry(actor, { ...form.value, entryId });
  if (!outcome.ok) return formAgain(form.submission, { "": outcome.problem.code });
  throw await redirectWithFlash(paths.entry(actor.poleSlug, outcome.value.id), { key: "entry_taken_back" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Entry() {
  const { heading, pole, entry, reversalId } = useLoaderData<typeof loader>();
  const t = useTranslations("ledger");
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ reason: string }>("reversal", answer);
  const words = useErrorWords();
  return (
    <div className="wrap ledger">
      <PageHead
        title={entry.label}
        lead={heading}
        here={heading}
        crumbs={[{ label: t("journal.title"), to: paths.journal(pole) }]}
      />
      {!reversalId && words(form.errors) && (
        <Alert tone="no" live>
          {words(form.errors)}
        </Alert>
      )}
      {entry.reversedBy && (
        <Alert tone="wait">
          <Link to={entry.reversedBy.href}>
            {t("entry.reversedBy", { number: entry.reversedBy.number, year: String(entry.reversedBy.fiscalYear) })}
          </Link>
        </Alert>
      )}
      {entry.reverses && (
        <Alert tone="you">
          <Link to={entry.reverses.href}>
            {t("entry.reverses", { number: entry.reverses.number, year: String(entry.reverses.fiscalYear) })}
          </Link>{" "}
          {t("entry.reason", { reason: entry.reason })}
        </Alert>
      )}
      <Card>
        <EntryLines entry={entry} />
      </Card>
      <EntryFacts entry={entry} />
      {entry.ofDocument && <p className="soft">{t("entry.correct")}</p>}
      {reversalId && (
        <Section title={t("entry.reverse")} className="no-print">
          <p className="measure soft">{t("entry.reverseHelp")}</p>
          <Form method="post" className="card stack narrow" id={form.id}>
            <FormErrors form={form} answer={answer} labels={{ reason: t("entry.why") }} />
            <input type="hidden" name="id" value={reversalId} />
            <Field
              label={t("entry.why")}
              id={fields.reason.id}
              hint={t("entry.whyHint")}
              error={words(fields.reason.errors)}
            >
              <TextArea name="reason" rows={2} maxLength={500} defaultValue={fields.reason.initialValue} required />
            </Field>
            <div className="actions">
              <SubmitButton variant="danger">{t("entry.reverse")}</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </div>
  );
}

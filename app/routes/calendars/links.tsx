import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import { requireActor } from "~/http/actor";
import { formAgain, type FormAgain } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, Input } from "~/ui/field";
import { PageHead, Section } from "~/ui/surface";
import { calendarLinkForm, makeCalendarLink } from "~server/calendars";
import { newId } from "~server/kernel/ids";
import { LinkList } from "./link-list";
import { linksView, newFeedView, type NewFeedView } from "./links-view";
import { NewFeed } from "./new-feed";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "calendars");
  return {
    ...(await linksView(actor, new URL(args.request.url).searchParams, new Date())),
    title: await pageTitle(actor.locale, t("title")),
    pole: actor.poleSlug,
    // Made here: the same form sent twice is one link.
    newId: newId(),
  };
});

type Answer = (FormAgain & { feed?: undefined }) | { feed: NewFeedView };

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const form = await readForm(args.request, calendarLinkForm);
  if (!form.ok) return formAgain(form.submission);
  const outcome = await makeCalendarLink(actor, form.value);
  if (!outcome.ok) return formAgain(form.submission, { "": outcome.problem.code });
  // Shown in the answer itself: nothing keeps the secret until another page.
  return data({ feed: newFeedView(outcome.value) }, { status: 201 });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Secret addresses by which calendar programs follow what this person may read. */
export default function CalendarLinks() {
  const t = useTranslations("calendars");
  const tc = useTranslations("common.nav");
  const { pole, newId: id, subjects, chosen, links } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  const again = answer && "result" in answer ? answer : undefined;
  const [form, fields] = usePageForm<{ id: string; subject: string; label: string }>("lien", again);
  const words = useErrorWords();
  return (
    <div className="wrap narrow">
      <PageHead title={t("title")} lead={t("lead")} crumbs={[{ label: tc("home"), to: paths.home(pole) }]} />
      {answer?.feed && <NewFeed feed={answer.feed} />}
      <Section title={t("new")} id="nouveau">
        <Form method="post" className="card stack" id={form.id} key={id}>
          <FormErrors form={form} answer={again} labels={{ subject: t("what"), label: t("label") }} />
          <FieldSet label={t("what")} error={words(fields.subject.errors)}>
            {subjects.map(({ value, label, hint }) => (
              <Check
                key={value}
                type="radio"
                name="subject"
                value={value}
                label={label}
                hint={hint}
                defaultChecked={value === (fields.subject.initialValue ?? chosen)}
              />
            ))}
          </FieldSet>
          {!chosen.startsWith("resource:") && <p className="small soft">{t("others")}</p>}
          <Field
            label={t("label")}
            id={fields.label.id}
            hint={t("labelHint")}
            error={words(fields.label.errors)}
            optional
          >
            <Input name="label" defaultValue={fields.label.initialValue} maxLength={120} />
          </Field>
          <div className="actions">
            <SubmitButton icon="link">{t("create")}</SubmitButton>
          </div>
          <input type="hidden" name="id" value={id} />
        </Form>
      </Section>
      <Section title={t("list")} id="liens">
        <LinkList links={links} />
        <p className="small soft mt-4">{t("ends")}</p>
      </Section>
    </div>
  );
}

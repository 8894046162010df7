import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { formAgain, formLater, laterHeaders } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { PageHead } from "~/ui/surface";
import { allow } from "~server/kernel/permissions";
import { inviteColleague, inviteColleagueForm, structureOfPole } from "~server/poles";
import { RoleChoice } from "./role-choice";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { member } = await structureOfPole(actor, args.params.structure ?? "");
  allow(actor, "structure.invite", member.id);
  const t = await translator(actor.locale, "poles");
  return {
    title: await pageTitle(actor.locale, t("inviteColleague.title")),
    pole: actor.poleSlug,
    structure: { name: member.name, slug: member.slug },
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const structure = args.params.structure ?? "";
  const form = await readForm(args.request, inviteColleagueForm);
  if (!form.ok) return formAgain(form.submission);
  const outcome = await inviteColleague(actor, structure, form.value);
  if (outcome.ok) throw await redirectWithFlash(paths.structure(actor.poleSlug, structure), { key: "invitation_sent" });
  const { problem } = outcome;
  if (problem.code === "too_many_attempts") return formLater(form.submission, problem);
  return formAgain(form.submission, { [problem.code === "membership_ended" ? "" : "email"]: problem.code });
});

export const headers = laterHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function InviteColleague() {
  const t = useTranslations("poles");
  const { pole, structure } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ email: string; role: string }>("invite-colleague", answer);
  const words = useErrorWords(answer?.minutes);
  return (
    <div className="wrap narrow">
      <PageHead
        title={t("inviteColleague.title")}
        lead={t("inviteColleague.lead")}
        crumbs={[
          { label: t("structures.title"), to: paths.structures(pole) },
          { label: structure.name, to: paths.structure(pole, structure.slug) },
        ]}
      />
      <Form method="post" className="card stack" id={form.id}>
        <FormErrors form={form} answer={answer} labels={{ email: t("fields.email"), role: t("fields.role") }} />
        <Field label={t("fields.email")} id={fields.email.id} error={words(fields.email.errors)}>
          <Input type="email" name="email" defaultValue={fields.email.initialValue} autoComplete="off" required />
        </Field>
        <RoleChoice
          id={fields.role.id}
          chosen={fields.role.initialValue ?? "employee"}
          error={words(fields.role.errors)}
        />
        <div className="actions">
          <SubmitButton icon="send">{t("inviteColleague.submit")}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}

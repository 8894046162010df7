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
import { Check, Field, FieldSet, Input } from "~/ui/field";
import { PageHead } from "~/ui/surface";
import { allow } from "~server/kernel/permissions";
import { inviteStructure, inviteStructureForm, MEMBERSHIP_KINDS } from "~server/poles";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "pole.invite-structure");
  const t = await translator(actor.locale, "poles");
  const { poleSlug: pole, poleName } = actor;
  return { title: await pageTitle(actor.locale, t("inviteStructure.title")), pole, poleName, kinds: MEMBERSHIP_KINDS };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "pole.invite-structure");
  const form = await readForm(args.request, inviteStructureForm);
  if (!form.ok) return formAgain(form.submission);
  const outcome = await inviteStructure(actor, form.value);
  if (outcome.ok) throw await redirectWithFlash(paths.structures(actor.poleSlug), { key: "invitation_sent" });
  const { problem } = outcome;
  if (problem.code === "too_many_attempts") return formLater(form.submission, problem);
  return formAgain(form.submission, { name: problem.code });
});

export const headers = laterHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function InviteStructure() {
  const t = useTranslations("poles");
  const { pole, poleName, kinds } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ name: string; kind: string; email: string }>("invite-structure", answer);
  const words = useErrorWords(answer?.minutes);
  return (
    <div className="wrap narrow">
      <PageHead
        title={t("inviteStructure.title")}
        lead={t("inviteStructure.lead", { pole: poleName })}
        crumbs={[{ label: t("structures.title"), to: paths.structures(pole) }]}
      />
      <Form method="post" className="card stack" id={form.id}>
        <FormErrors
          form={form}
          answer={answer}
          labels={{ name: t("fields.structure"), kind: t("fields.kind"), email: t("inviteStructure.email") }}
        />
        <Field label={t("fields.structure")} id={fields.name.id} error={words(fields.name.errors)}>
          <Input name="name" defaultValue={fields.name.initialValue} maxLength={120} autoComplete="off" required />
        </Field>
        <FieldSet label={t("fields.kind")} error={words(fields.kind.errors)}>
          {kinds.map((kind, index) => (
            <Check
              key={kind}
              type="radio"
              name="kind"
              id={index === 0 ? fields.kind.id : undefined}
              value={kind}
              label={t(`kind.${kind}`)}
              hint={t(`kindHint.${kind}`)}
              defaultChecked={kind === (fields.kind.initialValue ?? "member")}
            />
          ))}
        </FieldSet>
        <Field label={t("inviteStructure.email")} id={fields.email.id} error={words(fields.email.errors)}>
          <Input type="email" name="email" defaultValue={fields.email.initialValue} autoComplete="off" required />
        </Field>
        <div className="actions">
          <SubmitButton icon="send">{t("inviteStructure.submit")}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}

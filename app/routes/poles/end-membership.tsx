import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
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
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { PageHead } from "~/ui/surface";
import { allow } from "~server/kernel/permissions";
import { endMembership, endMembershipForm, structureOfPole, todayIn } from "~server/poles";
import { useTrail } from "./trail";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "pole.edit-memberships");
  const { member } = await structureOfPole(actor, args.params.structure ?? "");
  const t = await translator(actor.locale, "poles");
  return {
    title: await pageTitle(actor.locale, t("endMembership.title")),
    pole: actor.poleSlug,
    poleName: actor.poleName,
    structure: { name: member.name, slug: member.slug },
    first: member.startsOn,
    today: todayIn(actor),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const structure = args.params.structure ?? "";
  const form = await readForm(args.request, endMembershipForm);
  if (!form.ok) return formAgain(form.submission);
  const outcome = await endMembership(actor, structure, form.value);
  if (!outcome.ok) return formAgain(form.submission, { endsOn: outcome.problem.code });
  const flash = { key: "membership_ended", undo: paths.resumeMembership(actor.poleSlug, structure) };
  throw await redirectWithFlash(paths.structure(actor.poleSlug, structure), flash);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function EndMembership() {
  const t = useTranslations("poles.endMembership");
  const { pole, poleName, structure, first, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ endsOn: string }>("end-membership", answer);
  const words = useErrorWords();
  return (
    <div className="wrap narrow">
      <PageHead
        title={t("title")}
        lead={t("lead", { structure: structure.name, pole: poleName })}
        crumbs={useTrail(pole, structure)}
      />
      <Form method="post" className="card stack" id={form.id}>
        <FormErrors form={form} answer={answer} labels={{ endsOn: t("day") }} />
        <Field label={t("day")} id={fields.endsOn.id} hint={t("dayHint")} error={words(fields.endsOn.errors)}>
          <Input type="date" name="endsOn" min={first} defaultValue={fields.endsOn.initialValue ?? today} required />
        </Field>
        <div className="actions">
          <SubmitButton variant="danger">{t("submit")}</SubmitButton>
          <ButtonLink variant="line" to={paths.structure(pole, structure.slug)}>
            {t("keep")}
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}

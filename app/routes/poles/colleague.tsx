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
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Card, PageHead } from "~/ui/surface";
import { changeRole, colleagueOf, roleForm } from "~server/poles";
import { useTrail } from "./trail";
import { RoleChoice } from "./role-choice";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { structure = "", person = "" } = args.params;
  const { member, colleague } = await colleagueOf(actor, structure, person);
  return {
    title: await pageTitle(actor.locale, colleague.name),
    pole: actor.poleSlug,
    structure: { name: member.name, slug: member.slug },
    colleague: { id: colleague.personId, name: colleague.name, role: colleague.role },
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { structure = "", person = "" } = args.params;
  const form = await readForm(args.request, roleForm);
  if (!form.ok) return formAgain(form.submission);
  const outcome = await changeRole(actor, structure, person, form.value);
  if (!outcome.ok) return formAgain(form.submission, { role: outcome.problem.code });
  throw await redirectWithFlash(paths.structure(actor.poleSlug, structure), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Colleague() {
  const t = useTranslations("poles");
  const { pole, structure, colleague } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ role: string }>("role", answer);
  const words = useErrorWords();
  return (
    <div className="wrap narrow">
      <PageHead
        title={colleague.name}
        lead={t("colleague.lead", { structure: structure.name })}
        crumbs={useTrail(pole, structure)}
      />
      <div className="stack">
        <Form method="post" className="card stack" id={form.id}>
          <FormErrors form={form} answer={answer} labels={{ role: t("fields.role") }} />
          <RoleChoice
            id={fields.role.id}
            chosen={fields.role.initialValue ?? colleague.role}
            error={words(fields.role.errors)}
          />
          <div className="actions">
            <SubmitButton>{t("colleague.submit")}</SubmitButton>
          </div>
        </Form>
        <Card tone="flat" className="stack">
          <p className="soft">{t("colleague.leaveText", { structure: structure.name })}</p>
          <div className="actions">
            <ButtonLink variant="line" icon="user-x" to={paths.endAffiliation(pole, structure.slug, colleague.id)}>
              {t("colleague.leave")}
            </ButtonLink>
          </div>
        </Card>
      </div>
    </div>
  );
}

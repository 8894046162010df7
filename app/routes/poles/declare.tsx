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
import { Check, Field, Input } from "~/ui/field";
import { PageHead } from "~/ui/surface";
import type { Actor } from "~server/kernel/actor";
import { isId } from "~server/kernel/ids";
import { declarationOf, DECLARATIONS, declareStructure } from "~server/poles";

/** What a structure says of itself. A guest says it of their own, from the answer that asks for it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const declaring = await declarationOf(actor, args.params.structure ?? "");
  const t = await translator(actor.locale, "declarations");
  return {
    title: await pageTitle(actor.locale, t("title")),
    name: declaring.name,
    profile: declaring.buyerProfile,
    fields: DECLARATIONS.map((name) => ({ name, checked: declaring[name] })),
    back: wayBack(args.request, actor, declaring.slug),
  };
});

/** Keeps it, and goes back to where it was asked; or says what is wrong, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { slug } = await declarationOf(actor, args.params.structure ?? "");
  const form = await fieldsOf(args.request);
  const t = await translator(actor.locale, "declarations");
  const buyerProfile = formText(form, "profile").trim();
  if (buyerProfile !== "" && !/^https?:\/\/\S{3,290}$/.test(buyerProfile)) {
    const checked = DECLARATIONS.filter((name) => form.has(name));
    return data({ profile: buyerProfile, checked, error: t("profileWrong") }, { status: 422 });
  }
  await declareStructure(actor, slug, {
    ...{ ess: form.has("ess"), integration: form.has("integration"), fairTrade: form.has("fairTrade") },
    ...{ publicBuyer: form.has("publicBuyer"), buyerProfile },
  });
  return redirectWithFlash(wayBack(args.request, actor, slug), { key: "saved" });
});

function wayBack(request: Request, actor: Actor, slug: string): string {
  const need = new URL(request.url).searchParams.get("besoin") ?? "";
  if (isId(need)) return paths.writeAnswer(actor.poleSlug, need);
  return actor.guest === null ? paths.structure(actor.poleSlug, slug) : paths.answers(actor.poleSlug);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Declare() {
  const t = useTranslations("declarations");
  const common = useTranslations("common");
  const { name, profile, fields, back } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  return (
    <div className="wrap narrow">
      <PageHead title={t("title")} lead={t("lead")} crumbs={[{ label: name, to: back }]} />
      <Form method="post" className="card stack" noValidate>
        <ErrorSummary errors={again ? [{ id: "profile", message: again.error }] : []} />
        {fields.map(({ name: field, checked }) => (
          <Check
            key={field}
            name={field}
            value="oui"
            label={t(`field.${field}`)}
            hint={t(`hint.${field}`)}
            defaultChecked={again ? again.checked.includes(field) : checked}
          />
        ))}
        <Field id="profile" label={t("profile")} hint={t("profileHint")} error={again?.error} optional>
          <Input type="url" name="profile" maxLength={300} defaultValue={again?.profile ?? profile} />
        </Field>
        <p className="small soft">{t("local")}</p>
        <div className="actions">
          <SubmitButton>{common("save")}</SubmitButton>
          <ButtonLink variant="text" to={back}>
            {common("cancel")}
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}

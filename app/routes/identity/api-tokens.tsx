import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import { currentContext, requestLocale, requireViewer } from "~/http/actor";
import { formAgain, type FormAgain } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { actingValue } from "~/ui/account-menu";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { Field, Input, Select } from "~/ui/field";
import { PageHead, Section } from "~/ui/surface";
import { formatList } from "~server/kernel/format";
import { newId } from "~server/kernel/ids";
import { SCOPES } from "~server/kernel/scopes";
import { apiTokenForm, apiTokensOf, createApiToken } from "~server/poles";
import { ApiTokenList } from "./api-token-list";
import { ScopeChoice } from "./scope-choice";
import { capital } from "../bookings/words";
import { dayOf, since } from "./since";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const locale = await requestLocale(args);
  const current = currentContext(viewer);
  const words = { zone: current?.timeZone ?? "Europe/Paris", locale };
  const [t, tokens] = await Promise.all([translator(locale, "identity"), apiTokensOf(viewer.personId)]);
  const now = new Date();
  return {
    title: await pageTitle(locale, t("tokens.title")),
    // Made here: the same form sent twice is one token.
    newId: newId(),
    contexts: viewer.contexts.map((context) => ({
      value: actingValue(context),
      pole: context.poleName,
      structure: context.structureName,
    })),
    acting: current && actingValue(current),
    scopes: SCOPES.map((value) => ({ value, label: capital(t(`tokens.scopes.${value}`)) })),
    tokens: tokens.map(({ id, name, poleName, structureName, scopes, createdAt, lastUsedAt }) => ({
      id,
      name,
      pole: poleName,
      structure: structureName,
      scopes:
        scopes &&
        formatList(
          scopes.map((scope) => t(`tokens.scopes.${scope}`)),
          locale,
        ),
      created: dayOf(createdAt, words),
      used: lastUsedAt && since(lastUsedAt, now, words),
    })),
  };
});

type Answer = (FormAgain & { secret?: undefined }) | { secret: string };

export const action = handled(async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const form = await readForm(args.request, apiTokenForm);
  if (!form.ok) return formAgain(form.submission);
  const outcome = await createApiToken(viewer.personId, form.value);
  if (!outcome.ok) return formAgain(form.submission, { "": outcome.problem.code });
  // Shown in the answer itself: nothing keeps the secret until another page.
  return data({ secret: outcome.value }, { status: 201 });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ApiTokens() {
  const t = useTranslations("identity");
  const { newId: id, contexts, acting, scopes, tokens } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  const again = answer && "result" in answer ? answer : undefined;
  const [form, fields] = usePageForm<{ id: string; name: string; acting: string; scopes: string[] }>("token", again);
  const words = useErrorWords();
  return (
    <div className="wrap narrow">
      <PageHead
        title={t("tokens.title")}
        lead={t("tokens.lead")}
        crumbs={[{ label: t("account.crumb"), to: paths.account() }]}
      />
      <div>
        {answer?.secret && (
          <Alert tone="ok" title={t("tokens.createdTitle")} level={2} live>
            <p>{t("tokens.createdText")}</p>
            <Field label={t("tokens.secret")}>
              <Input value={answer.secret} readOnly />
            </Field>
          </Alert>
        )}
        <Section title={t("tokens.list")} id="jetons">
          <ApiTokenList tokens={tokens} />
        </Section>
        <Section title={t("tokens.new")} id="nouveau">
          {contexts.length === 0 ? (
            <p className="soft">{t("tokens.noContext")}</p>
          ) : (
            <Form method="post" className="card stack" id={form.id} key={id}>
              <FormErrors
                form={form}
                answer={again}
                labels={{ name: t("tokens.name"), acting: t("tokens.acting"), scopes: t("tokens.may") }}
              />
              <Field
                label={t("tokens.name")}
                id={fields.name.id}
                hint={t("tokens.nameHint")}
                error={words(fields.name.errors)}
              >
                <Input name="name" defaultValue={fields.name.initialValue} maxLength={80} required />
              </Field>
              <Field label={t("tokens.acting")} id={fields.acting.id} error={words(fields.acting.errors)}>
                <Select
                  name="acting"
                  defaultValue={fields.acting.initialValue ?? acting ?? undefined}
                  options={contexts.map(({ value, pole, structure }) => ({
                    value,
                    label: structure ? t("tokens.inPole", { structure, pole }) : t("tokens.staff", { pole }),
                  }))}
                />
              </Field>
              <ScopeChoice
                id={fields.scopes.id}
                scopes={scopes}
                chosen={again ? [fields.scopes.initialValue ?? []].flat() : null}
                error={words(fields.scopes.errors)}
              />
              <div className="actions">
                <SubmitButton>{t("tokens.create")}</SubmitButton>
              </div>
              <input type="hidden" name="id" value={id} />
            </Form>
          )}
        </Section>
      </div>
    </div>
  );
}

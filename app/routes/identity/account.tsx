import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { FormErrors, useErrorWords, usePageForm } from "~/form";
import { currentContext, requestLocale, requireViewer } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { formAgain } from "~/http/form-again";
import { localeCookie } from "~/http/locale";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Field, Input, Select } from "~/ui/field";
import { Card, PageHead, Section } from "~/ui/surface";
import { deviceOf, editProfile, passwordSince, profileForm, sessionsOf, telephoneOf } from "~server/identity";
import { dayOf, since } from "./since";
import { Sessions } from "./sessions";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const locale = await requestLocale(args);
  const context = currentContext(viewer);
  const words = { zone: context?.timeZone ?? "Europe/Paris", locale };
  const [t, sessions, changed] = await Promise.all([
    translator(locale, "identity"),
    sessionsOf(viewer.personId, viewer.sessionId),
    passwordSince(viewer.personId),
  ]);
  const now = new Date();
  return {
    title: await pageTitle(locale, t("account.title")),
    name: viewer.name,
    email: viewer.email,
    telephone: await telephoneOf(viewer.personId),
    chosen: viewer.locale ?? "",
    acting: context && {
      name: context.structureName ?? context.poleName,
      pole: context.poleName,
      to: context.structureSlug
        ? paths.structure(context.poleSlug, context.structureSlug)
        : paths.structures(context.poleSlug),
    },
    choices: viewer.contexts.length,
    passwordSince: changed && dayOf(changed, words),
    sessions: sessions.map(({ id, userAgent, address, createdAt, lastSeenAt }) => ({
      id,
      address,
      here: id === viewer.sessionId,
      device: deviceOf(userAgent),
      seen: since(lastSeenAt, now, words),
      opened: dayOf(createdAt, words),
    })),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const form = await readForm(args.request, profileForm);
  if (!form.ok) return formAgain(form.submission);
  const locale = form.value.locale ?? null;
  const { name, telephone } = form.value;
  await editProfile(viewer.personId, telephone === undefined ? { name, locale } : { name, locale, telephone });
  const headers = new Headers(locale ? { "Set-Cookie": await localeCookie(locale) } : {});
  throw await redirectWithFlash(paths.account(), { key: "saved" }, headers);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Account() {
  const t = useTranslations("identity");
  const td = useTranslations("door.register");
  const account = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = usePageForm<{ name: string; locale: string; telephone: string }>("profile", answer);
  const words = useErrorWords();
  return (
    <div className="wrap">
      <PageHead
        title={t("account.title")}
        lead={account.email}
        actions={
          <Form method="post" action={paths.signOut()} reloadDocument>
            <SubmitButton variant="line" icon="log-out">
              {t("account.signOut")}
            </SubmitButton>
          </Form>
        }
      />
      <div className="cols">
        <div>
          <Section title={t("account.profile")} id="vous">
            {/* The language of the whole document may change. */}
            <Form method="post" className="card stack" id={form.id} reloadDocument>
              <FormErrors
                form={form}
                answer={answer}
                labels={{ name: t("fields.name"), locale: t("account.language"), telephone: td("telephone") }}
              />
              <Field
                label={t("fields.name")}
                id={fields.name.id}
                hint={t("account.nameHint")}
                error={words(fields.name.errors)}
              >
                <Input
                  name="name"
                  autoComplete="name"
                  defaultValue={fields.name.initialValue ?? account.name}
                  maxLength={120}
                  required
                />
              </Field>
              {account.telephone && (
                <Field
                  label={td("telephone")}
                  id={fields.telephone.id}
                  hint={td("telephoneHint")}
                  error={words(fields.telephone.errors)}
                >
                  <Input
                    type="tel"
                    name="telephone"
                    autoComplete="tel"
                    defaultValue={fields.telephone.initialValue ?? account.telephone}
                    maxLength={30}
                    required
                  />
                </Field>
              )}
              <Field label={t("account.language")} id={fields.locale.id} error={words(fields.locale.errors)}>
                <Select name="locale" defaultValue={fields.locale.initialValue ?? account.chosen}>
                  <option value="">{t("account.browserLanguage")}</option>
                  <option value="fr" lang="fr">
                    {t("account.french")}
                  </option>
                  <option value="en" lang="en">
                    {t("account.english")}
                  </option>
                </Select>
              </Field>
              <div className="actions">
                <SubmitButton>{t("account.save")}</SubmitButton>
              </div>
            </Form>
          </Section>
          <Sessions sessions={account.sessions} />
        </div>
        <div className="stack">
          {account.acting && (
            <Card as="section" aria-labelledby="agir">
              <h2 id="agir">{t("account.acting")}</h2>
              <p>
                <Link className="tap" to={account.acting.to}>
                  {account.acting.name}
                </Link>
                {account.acting.name !== account.acting.pole && (
                  <span className="soft block">{account.acting.pole}</span>
                )}
              </p>
              {account.choices > 1 && <Link to={paths.actingFor()}>{t("account.switch")}</Link>}
            </Card>
          )}
          <Card as="section" aria-labelledby="mot-de-passe">
            <h2 id="mot-de-passe">{t("account.password")}</h2>
            <p className="soft">
              {account.passwordSince
                ? t("account.passwordSince", { day: account.passwordSince })
                : t("account.noPassword")}
            </p>
            <ButtonLink
              variant="line"
              icon="key-round"
              to={account.passwordSince ? paths.changePassword() : paths.forgottenPassword()}
            >
              {account.passwordSince ? t("account.changePassword") : t("account.choosePassword")}
            </ButtonLink>
          </Card>
          <Card as="section" aria-labelledby="jetons">
            <h2 id="jetons">{t("account.tokens")}</h2>
            <p className="soft">{t("account.tokensText")}</p>
            <ButtonLink variant="line" to={paths.apiTokens()}>
              {t("account.tokensOpen")}
            </ButtonLink>
          </Card>
        </div>
      </div>
    </div>
  );
}

import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale, viewerOf } from "~/http/actor";
import { formAgain, formLater, laterHeaders } from "~/http/form-again";
import { localPath } from "~/http/local-path";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { SignFrame } from "~/ui/sign-frame";
import { useRootData } from "~/viewer";
import { askRegistration, LEGAL_FORMS, registrationForm } from "~server/poles";
import { RegisterForm } from "./register-form";

export const handle = { frame: "none", scripts: false };

/** Registering without a pôle: who one is; a link then proves the address. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { searchParams } = new URL(args.request.url);
  const [locale, viewer] = [await requestLocale(args), await viewerOf(args)];
  const t = await translator(locale, "door");
  const sent = searchParams.has("envoye");
  return {
    locale,
    sent,
    back: localPath(searchParams.get("retour")),
    legalForms: LEGAL_FORMS,
    person: viewer && { name: viewer.name, email: viewer.email },
    title: await pageTitle(locale, t(sent ? "register.sent" : "register.title")),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const back = localPath(new URL(args.request.url).searchParams.get("retour"));
  const form = await readForm(args.request, registrationForm);
  if (!form.ok) return formAgain(form.submission);
  const asked = { locale: await requestLocale(args), address: args.context.clientAddress };
  const outcome = await askRegistration({ ...form.value, back }, asked);
  if (!outcome.ok) return formLater(form.submission, outcome.problem);
  throw redirect(paths.register(back, { sent: true }));
});

/** Whether they come to answer a need. */
function toNeed(back: string | null): boolean {
  return /^\/poles\/[^/]+\/besoins\//.test(back ?? "");
}

export const headers = laterHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Register() {
  const t = useTranslations("door.register");
  const tl = useTranslations("identity.link");
  const { locale, sent, back, person, legalForms } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const demo = useRootData()?.frame.demo;
  if (!sent) {
    return (
      <SignFrame locale={locale} title={t("title")} lead={t(toNeed(back) ? "leadNeed" : back ? "leadBack" : "lead")}>
        <RegisterForm answer={answer} back={back} toNeed={toNeed(back)} person={person} legalForms={legalForms} />
      </SignFrame>
    );
  }
  // The same words whether anybody has the address or not.
  return (
    <SignFrame locale={locale} title={t("sent")} lead={t("sentText")}>
      <div className="stack">
        {demo && (
          <ButtonLink to={paths.mailbox()} size="lg" block icon="mail">
            {tl("mailbox")}
          </ButtonLink>
        )}
        <ButtonLink to={paths.register(back)} variant="line" size="lg" block>
          {t("again")}
        </ButtonLink>
      </div>
    </SignFrame>
  );
}

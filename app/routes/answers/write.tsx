import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ErrorSummary } from "~/ui/error-summary";
import { PageHead } from "~/ui/surface";
import { answerForm, answeringOf, MOST_TYPED, writeAnswer } from "~server/tenders";
import { problemWords, sayAnswers } from "./words";
import { WriteForm } from "./write-form";
import { writeView } from "./write-view";

/** What is typed of the answer: who answers, its lots, what is said on each criterion. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const need = args.params.need ?? "";
  const answering = await answeringOf(actor, need, new URL(args.request.url).searchParams.get("reponse"));
  if (!answering.answer) throw redirect(paths.answer(actor.poleSlug, need));
  const t = await sayAnswers(actor.locale);
  return { title: await pageTitle(actor.locale, t("write.title")), page: await writeView(actor, answering) };
});

/** Saves it; what is wrong is said beside its field, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const needId = args.params.need ?? "";
  const form = await fieldsOf(args.request);
  const answering = await answeringOf(actor, needId);
  const t = await sayAnswers(actor.locale);
  const { typed, faults } = answerForm(answering.need, form, answering.answer?.lots ?? []);
  const page = await writeView(actor, answering, form);
  const wrong = page.fields.flatMap((name) => {
    const fault = faults[name];
    return fault ? [{ name, words: t(`write.${fault}`, { most: mostOf(name) }) }] : [];
  });
  if (wrong.length > 0) return data({ page, wrong, problem: null, stale: false }, { status: 422 });
  const outcome = await writeAnswer(actor, { needId, answerId: page.answerId }, typed, formText(form, "lu"));
  if (outcome.ok) return redirectWithFlash(page.back, { key: "saved" });
  const stale = outcome.problem.code === "changed_meanwhile";
  return data({ page, wrong, problem: problemWords(outcome.problem, t), stale }, { status: 409 });
});

/** The most characters of a field. */
function mostOf(name: string): number {
  if (name.startsWith("texte-")) return MOST_TYPED.text;
  if (name.startsWith("mots-")) return MOST_TYPED.words;
  return name in MOST_TYPED ? MOST_TYPED[name as keyof typeof MOST_TYPED] : MOST_TYPED.words;
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function WriteAnswer() {
  const loaded = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("answers");
  const page = again?.page ?? loaded.page;
  return (
    <div className="wrap">
      <PageHead
        title={t("write.title")}
        crumbs={[
          { label: page.needTitle, to: page.needTo },
          { label: t("answer"), to: page.back },
        ]}
      />
      {again?.problem && (
        // It takes the focus: who saves from the foot of the page sees that it was not.
        <div className="stack">
          <ErrorSummary title={t("write.unsaved")} errors={[{ message: again.problem }]} />
          {again.stale && (
            <a href={page.address} target="_blank" rel="noreferrer">
              {t("write.compare")}
            </a>
          )}
        </div>
      )}
      {!page.writable && <Alert tone="you">{page.why}</Alert>}
      <WriteForm page={page} wrong={again?.wrong ?? []} />
    </div>
  );
}

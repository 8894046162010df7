import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { PageHead } from "~/ui/surface";
import { answerForm, answeringOf, writeAnswer } from "~server/tenders";
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
  const { typed, faults } = answerForm(answering.need, form);
  const page = await writeView(actor, answering, form);
  const wrong = Object.entries(faults).map(([name, fault]) => ({
    name,
    words: t(`write.${fault}`, { most: name.startsWith("texte-") || name === "presentation" ? 10_000 : 5_000 }),
  }));
  if (wrong.length > 0) return data({ page, wrong, problem: null }, { status: 422 });
  const outcome = await writeAnswer(actor, { needId, answerId: page.answerId }, typed);
  if (outcome.ok) return redirectWithFlash(page.back, { key: "saved" });
  return data({ page, wrong, problem: problemWords(outcome.problem, t) }, { status: 409 });
});

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
        <Alert tone="no" live>
          {again.problem}
        </Alert>
      )}
      {!page.writable && <Alert tone="you">{page.why}</Alert>}
      <WriteForm page={page} wrong={again?.wrong ?? []} />
    </div>
  );
}

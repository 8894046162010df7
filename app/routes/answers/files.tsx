import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { Check, Field, Input } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card, PageHead, Sheet } from "~/ui/surface";
import { addAnswerFile, answeringOf, removeAnswerFile, stageOf } from "~server/tenders";
import { keyOf } from "./answer-action";
import { sizeWords } from "./size-words";
import { problemWords, sayAnswers } from "./words";

/** The files of the answer. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const which = new URL(args.request.url).searchParams.get("reponse");
  const { need, answer, now } = await answeringOf(actor, args.params.need ?? "", which);
  if (!answer) throw redirect(paths.answer(actor.poleSlug, need.id));
  const t = await sayAnswers(actor.locale);
  return {
    title: await pageTitle(actor.locale, t("files.title")),
    answerId: answer.id,
    needTitle: need.title,
    needTo: paths.need(actor.poleSlug, need.id),
    back: paths.answer(actor.poleSlug, need.id, { reponse: which ?? undefined }),
    open: stageOf(need, now) === "published",
    files: answer.files.map(({ id, name, size, priced }) => ({
      ...{ id, name, priced, size: sizeWords(size, actor.locale) },
      to: paths.answerFile(actor.poleSlug, need.id, id),
    })),
  };
});

/** Adds one, or takes one off. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const needId = args.params.need ?? "";
  // What is not theirs is not found before what they sent is read.
  await answeringOf(actor, needId);
  const form = await fieldsOf(args.request);
  const key = keyOf(needId, form);
  const file = form.get("fichier");
  const removed = formText(form, "retirer");
  const outcome = removed
    ? await removeAnswerFile(actor, key, removed)
    : await addAnswerFile(actor, key, {
        name: file instanceof File ? file.name : "",
        bytes: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(),
        priced: form.has("prix"),
      });
  const { pathname, search } = new URL(args.request.url);
  if (outcome.ok) return redirectWithFlash(pathname.replace(/\.data$/, "") + search, { key: "saved" });
  const t = await sayAnswers(actor.locale);
  return data({ problem: problemWords(outcome.problem, t) }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function AnswerFiles() {
  const page = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("answers");
  return (
    <div className="wrap">
      <PageHead
        title={t("files.title")}
        lead={t("files.lead")}
        crumbs={[
          { label: page.needTitle, to: page.needTo },
          { label: t("answer"), to: page.back },
        ]}
      />
      <div className="narrow stack">
        {page.files.length === 0 && <p className="soft">{t("files.none")}</p>}
        {page.files.length > 0 && (
          <Sheet as="ul">
            {page.files.map(({ id, name, size, priced, to }) => (
              <li key={id} className="ans-part">
                <Icon name="file-text" />
                <div>
                  <a className="tap" href={to}>
                    {name}
                  </a>
                  <p>{size}</p>
                  {priced && <Badge icon="banknote">{t("files.pricedMark")}</Badge>}
                </div>
                {page.open && (
                  <Form method="post">
                    <input type="hidden" name="reponse" value={page.answerId} />
                    <SubmitButton
                      name="retirer"
                      value={id}
                      variant="text"
                      size="sm"
                      aria-label={t("files.remove", { name })}
                    >
                      {t("files.removeShort")}
                    </SubmitButton>
                  </Form>
                )}
              </li>
            ))}
          </Sheet>
        )}
        {page.open ? (
          <Card>
            <Form method="post" encType="multipart/form-data" className="stack">
              <input type="hidden" name="reponse" value={page.answerId} />
              <Field id="fichier" label={t("files.choose")} error={again?.problem}>
                <Input type="file" name="fichier" />
              </Field>
              <Check name="prix" label={t("files.priced")} hint={t("files.pricedHint")} />
              <SubmitButton icon="paperclip">{t("files.add")}</SubmitButton>
            </Form>
          </Card>
        ) : (
          <p>{t("problem.need_is_closed")}</p>
        )}
      </div>
    </div>
  );
}
